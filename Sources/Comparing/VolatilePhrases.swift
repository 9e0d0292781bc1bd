/// Phrases that change by themselves: "updated 3 min ago", "1,204 views".
///
/// They are written as text in which 0 stands for any number, and cut by the same tokenizer as the articles.
enum VolatilePhrases {
    /// The tokens without those of volatile phrases.
    static func removed(from tokens: [Token]) -> [Token] {
        guard tokens.contains(where: { $0.kind == .number }) else { return tokens }
        let all = tokens[...]
        var kept: [Token] = []
        kept.reserveCapacity(tokens.count)
        var index = 0
        var opensClause = true
        var pause = Token.Break.none
        while index < tokens.count {
            opensClause = opensClause || tokens[index].after != .none
            if let length = length(in: all, at: index, opensClause: opensClause) {
                pause = max(pause, tokens[index].after)
                index += length
                // What follows a stamp may be a counter, and the other way round.
                opensClause = true
            } else {
                kept.append(tokens[index])
                kept[kept.count - 1].after = max(pause, tokens[index].after)
                pause = .none
                index += 1
                opensClause = false
            }
        }
        return kept
    }

    private static func length(in tokens: ArraySlice<Token>, at index: Int, opensClause: Bool) -> Int? {
        if let length = agoPhrases.matches(tokens, at: index), !isInsideWord(tokens, index + length) { return length }
        // In the middle of a sentence these are news: "the vote drew 300 comments".
        guard opensClause else { return nil }
        if let length = counterPhrases.matches(tokens, at: index), !isInsideWord(tokens, index + length) {
            return length
        }
        return Timestamp.length(in: tokens, at: index)
    }

    /// Whether the word goes on where a phrase ends: 3日前 is three days ago, 3日前往 a journey on the third.
    private static func isInsideWord(_ tokens: ArraySlice<Token>, _ end: Int) -> Bool {
        guard end < tokens.endIndex else { return false }
        let (last, next) = (tokens[end - 1], tokens[end])
        return last.end == next.start && last.kind == next.kind
    }

    private static let agoPhrases = Phrases(ago)
    private static let counterPhrases = Phrases(counters)

    private static let ago: [String] = {
        var phrases: [String] = []
        for unit in [
            "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour",
            "hours", "d", "day", "days",
        ] {
            for lead in ["updated ", "last updated ", "published ", "posted ", ""] {
                phrases.append("\(lead)0 \(unit) ago")
            }
        }
        for unit in [
            "секунд", "секунду", "секунды", "сек", "минут", "минуту", "минуты", "мин", "часов", "часа", "час", "ч",
            "дней",
            "дня", "день",
        ] {
            for lead in ["обновлено ", "опубликовано ", ""] { phrases.append("\(lead)0 \(unit) назад") }
        }
        for unit in ["초", "분", "시간", "일"] {
            for lead in ["업데이트 ", "수정 ", "입력 ", ""] { phrases.append("\(lead)0\(unit) 전") }
        }
        for unit in ["秒", "分", "分钟", "分鐘", "小时", "小時", "天", "日", "時間"] {
            for lead in ["更新", "更新于", "更新於", "发布于", "發布於", ""] { phrases.append("\(lead)0\(unit)前") }
            for tail in ["前更新", "前发布", "前發布", "前に更新"] { phrases.append("0\(unit)\(tail)") }
        }
        for unit in ["s", "min", "minuto", "minutos", "h", "hora", "horas", "día", "días"] {
            for lead in ["actualizado hace ", "actualizado ", "hace "] { phrases.append("\(lead)0 \(unit)") }
        }
        for unit in ["s", "min", "minute", "minutes", "h", "heure", "heures", "jour", "jours"] {
            for lead in ["mis à jour il y a ", "il y a "] { phrases.append("\(lead)0 \(unit)") }
        }
        for unit in ["sek", "sekunden", "min", "minute", "minuten", "std", "stunde", "stunden", "tag", "tagen"] {
            for lead in ["aktualisiert vor ", "vor "] { phrases.append("\(lead)0 \(unit)") }
        }
        for unit in ["giây", "phút", "giờ", "ngày"] {
            for lead in ["cập nhật ", ""] { phrases.append("\(lead)0 \(unit) trước") }
        }
        for unit in ["ثانية", "دقيقة", "دقائق", "دقيقه", "ساعة", "ساعات", "يوم", "أيام"] {
            for lead in ["آخر تحديث قبل ", "آخر تحديث منذ ", "منذ ", "قبل "] { phrases.append("\(lead)0 \(unit)") }
        }
        return phrases
    }()

    private static let counters = [
        "0 views", "0 view", "views 0", "0 comments", "0 comment", "comments 0", "0 shares", "0 likes", "0 reads",
        "0 просмотров", "0 просмотра", "0 просмотр", "просмотров 0", "просмотры 0", "0 комментариев", "0 комментария",
        "комментариев 0", "комментарии 0", "조회 0", "조회수 0", "조회수 0회", "댓글 0", "댓글 0개", "댓글수 0", "공감 0",
        "阅读 0", "阅读量 0", "浏览 0", "浏览量 0", "浏览次数 0", "評論 0", "评论 0", "點閱 0", "瀏覽 0", "0条评论", "0次阅读",
        "閲覧数 0", "コメント 0", "コメント 0件", "0件のコメント", "0 visitas", "0 comentarios", "0 commentaires", "0 vues",
        "0 Kommentare", "0 Aufrufe", "0 lượt xem", "0 bình luận", "0 مشاهدة", "0 تعليق", "0 تعليقات", "عدد المشاهدات 0",
    ]
}
