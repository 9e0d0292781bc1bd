extension Phrases {
    /// What shows that a clause is about the outlet and not about the news.
    static let notices = Phrases([
        // English
        "all rights reserved", "rights reserved", "may not be published", "redistributed", "originally published",
        "first appeared on", "appeared first on", "has not been edited", "follow us", "like us on", "join us on",
        "subscribe to", "subscribe now", "sign up", "newsletter", "newsletters", "our app", "read also", "also read",
        "see also", "read more", "read the full", "continue reading", "continue to read", "click here", "learn more",
        "advertisement", "staff writer", "staff reporter", "reporting by", "editing by", "additional reporting",
        "compiled by", "writing by", "copyright", "terms of use", "privacy policy", "related articles", "your inbox",
        // Russian, Ukrainian
        "все права защищены", "подписывайтесь", "подпишитесь", "читайте также", "читать далее", "читать полностью",
        "читайте нас", "при перепечатке", "использование материалов", "наш канал", "нашем канале", "telegram канал",
        "телеграм канал", "подробнее на", "читайте далее", "підписуйтесь", "читайте більше",
        // Korean
        "무단 전재", "재배포 금지", "재배포금지", "저작권자", "카카오톡", "구독하기", "기사제보", "관련기사", "더보기",
        "네이버에서", "채널 추가", "뉴스레터",
        // Chinese
        "版权所有", "版權所有", "未经授权", "未經授權", "责任编辑", "責任編輯", "微信公众号", "公众号", "公眾號", "扫码",
        "关注我们", "更多精彩", "原标题", "原標題", "阅读原文", "閱讀更多", "阅读更多", "下載APP", "下载APP", "编辑：",
        "转载请注明", "轉載請註明", "延伸閱讀", "订阅",
        // Japanese
        "無断転載", "関連記事", "続きを読む", "有料会員", "会員登録", "もっと見る", "こちらから", "全文を読む",
        "転載を禁じます", "フォロー",
        // Spanish, Portuguese, Italian
        "todos los derechos reservados", "síganos", "síguenos", "suscríbase", "suscríbete", "leer más", "lea también",
        "lee también", "redes sociales", "todos os direitos reservados", "siga nos", "leia também", "leia mais",
        "tutti i diritti riservati", "leggi anche", "riproduzione riservata",
        // French
        "tous droits réservés", "abonnez vous", "lire aussi", "lire la suite", "suivez nous", "notre newsletter",
        "notre lettre d information", "notre lettre d’information", "en savoir plus", "à lire également",
        // German
        "alle rechte vorbehalten", "lesen sie auch", "mehr zum thema", "folgen sie uns", "abonnieren sie",
        "weiterlesen",
        "jetzt lesen", "dieser artikel erschien", "dieser text erschien",
        // Vietnamese
        "theo dõi chúng tôi", "mời độc giả", "mời bạn đọc", "xem thêm", "đọc thêm", "đọc tiếp", "bản quyền thuộc",
        // Arabic, Persian
        "جميع الحقوق محفوظة", "تابعونا", "تابعنا", "اقرأ أيضا", "اقرأ المزيد", "اشترك في", "إقرأ أيضا", "للمزيد",
        "وسائل التواصل الاجتماعي", "بیشتر بخوانید",
        // Turkish, Indonesian
        "tüm hakları saklıdır", "bizi takip", "devamını oku", "baca juga", "ikuti kami",
    ])
}
