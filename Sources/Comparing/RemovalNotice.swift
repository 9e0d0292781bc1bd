import NewsModel

/// Words by which publishers say that a text was taken back.
enum RemovalNotice {
    static func isIn(_ text: ArticleText) -> Bool {
        [text.title, text.summary, text.body].contains { field in
            let tokens = Tokenizer.tokens(of: field)[...]
            return tokens.indices.contains { phrases.matches(tokens, at: $0) != nil }
        }
    }

    private static let phrases = Phrases([
        "has been removed", "has been withdrawn", "has been retracted", "has been deleted", "was removed",
        "was withdrawn",
        "is no longer available", "no longer available", "withdraws", "retracts", "story withdrawn",
        "article withdrawn",
        "material was deleted", "please disregard", "page not found",
        "материал удален", "материал удалён", "новость удалена", "статья удалена", "публикация удалена",
        "снят с публикации",
        "материал отозван", "страница не найдена", "аннулируется",
        "삭제된 기사", "삭제되었습니다", "삭제됐습니다", "기사가 삭제", "존재하지 않는 기사", "기사를 취소", "전문 취소", "전문취소",
        "已删除", "已被删除", "文章不存在", "已下架", "撤稿", "撤回", "已刪除", "已被刪除", "文章不存在",
        "削除されました", "削除しました", "記事は存在しません", "記事を取り消し", "公開を終了",
        "ha sido eliminado", "ha sido eliminada", "ha sido retirado", "ha sido retirada", "ya no está disponible",
        "a été supprimé", "a été supprimée", "a été retiré", "a été retirée", "n est plus disponible",
        "n'est plus disponible",
        "wurde entfernt", "wurde gelöscht", "wurde zurückgezogen", "nicht mehr verfügbar",
        "đã bị gỡ", "đã được gỡ", "đã bị xóa", "không còn tồn tại",
        "تم حذف", "تم سحب", "لم يعد متاحا", "حذف هذا",
    ])
}
