/// When a page was written or changed last: "Updated 14:32 GMT", "최종수정 2024.06.19 오후 2:32".
enum Timestamp {
    /// How many tokens from an index on are such a stamp; nil when none begins there.
    static func length(in tokens: ArraySlice<Token>, at index: Int) -> Int? {
        guard let lead = leads.matches(tokens, at: index) else { return nil }
        var end = index + lead
        var hasNumber = false
        while end < tokens.endIndex, end - index < lead + longest {
            if tokens[end].kind == .number {
                hasNumber = true
                end += 1
            } else if let part = parts.matches(tokens, at: end) {
                end += part
            } else {
                break
            }
        }
        return hasNumber ? end - index : nil
    }

    /// In tokens after the lead.
    private static let longest = 16

    private static let leads = Phrases([
        "updated", "last updated", "last modified", "published", "first published", "posted", "обновлено",
        "опубликовано",
        "изменено", "дата публикации", "업데이트", "수정", "최종수정", "기사입력", "입력", "승인", "更新", "更新时间", "更新時間", "发布时间",
        "發布時間", "最終更新", "更新日時", "公開日時", "actualizado", "publicado", "última actualización", "mis à jour", "publié",
        "modifié", "aktualisiert", "stand", "veröffentlicht", "cập nhật", "đăng lúc", "آخر تحديث", "تاريخ النشر",
    ])

    private static let parts = Phrases([
        "at", "on", "am", "pm", "a.m", "p.m", "gmt", "utc", "est", "edt", "et", "pst", "pdt", "bst", "cet", "cest",
        "msk",
        "kst", "jst", "ist", "мск", "в", "le", "el", "am", "um", "uhr", "à", "a las", "h", "lúc", "ngày", "الساعة",
        "de",
        "년", "월", "일", "시", "분", "오전", "오후", "年", "月", "日", "时", "時", "分", "秒", "上午", "下午", "午前", "午後",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday",
        "sunday", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january",
        "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря",
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre", "januar", "februar", "märz", "juni", "juli", "oktober", "dezember",
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ])
}
