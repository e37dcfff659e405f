"""Small closed lists of words that carry structure in many languages: labels, set headings, bylines, little words.

In: nothing. Out: frozen sets, lower case. They were written from general knowledge of the languages and hold no
document's vocabulary.
"""

from __future__ import annotations


def phrases(text: str) -> frozenset[str]:
    """Phrases parted by bars, as they are listed below."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


PART_LABELS = frozenset(
    """
    part book volume act teil buch band akt partie livre tome acte parte libro libri tomo atto acto livro
    volumen deel boek bedrijf del bok część księga tom часть книга том действие частина část kniha svazek
    dějství rész könyv kötet felvonás partea cartea volumul bölüm kitap cilt perde μέρος βιβλίο τόμος جزء كتاب
    باب חלק ספר כרך dio knjiga dalis knyga bagian buku
    """.split()
)
CHAPTER_LABELS = frozenset(
    """
    chapter letter lecture canto day lesson scene stave episode kapitel brief vorlesung tag lektion szene folge
    hauptstück chapitre lettre leçon scène chant jour épisode capitolo lettera scena giorno lezione capítulo
    capitulo carta lección escena día jornada lição cena hoofdstuk les kapittel kapitola dopis rozdział
    lekcja глава письмо урок сцена песнь лекция розділ лист fejezet levél capitolul scrisoarea kısım mektup ders
    κεφάλαιο επιστολή πράξη فصل الفصل פרק מכתב poglavlje skyrius bab luku
    """.split()
)
SECTION_LABELS = frozenset(
    """
    section article appendix annex annexe schedule exhibit step tip phase rule principle question problem
    example exercise lemma theorem abschnitt artikel anhang anlage schritt tipp regel frage beispiel aufgabe
    paragraph paragraf titel unterabschnitt kapitel sezione articolo appendice allegato passo fase regola
    domanda esempio esercizio sección seccion artículo articulo apéndice anexo paso regla pregunta ejemplo
    ejercicio titulo título seção artigo apêndice etapa dica exemplo exercício sectie bijlage stap vraag étape
    règle titre exemple exercice раздел статья приложение шаг правило пример упражнение вопрос розділ додаток
    крок sekcja rozdział załącznik krok przykład oddíl příloha szakasz melléklet lépés secțiunea anexa pasul
    kısım madde ek adım τμήμα άρθρο παράρτημα القسم المادة ملحق الخطوة סעיף נספח שלב langkah lampiran žingsnis
    korak
    """.split()
)
SET_HEADINGS = phrases(
    """
    introduction | conclusion | conclusions | summary | abstract | overview | background | preface | foreword |
    prologue | epilogue | afterword | contents | table of contents | index | references | bibliography |
    further reading | acknowledgements | acknowledgments | glossary | notes | footnotes | appendix | discussion |
    results | methods | methodology | motivation | rationale | requirements | installation | usage | license | faq |
    getting started | next steps | resources | related | see also | examples | example | ingredients | directions |
    instructions | preparation | method | tips | steps | goals | scope | definitions | terminology | history |
    about | contact | alternatives | drawbacks | unresolved questions | prior art | security considerations |
    copyright | changelog | contributing | credits | support | einleitung | einführung | zusammenfassung | fazit |
    überblick | übersicht | vorwort | nachwort | inhalt | inhaltsverzeichnis | literatur | quellen | anhang |
    glossar | hintergrund | ergebnis | ergebnisse | ausblick | danksagung | zutaten | zubereitung | schluss |
    schlussbemerkung | allgemeines | begriffsbestimmungen | inkrafttreten | anwendungsbereich | impressum |
    datenschutz | kontakt | veranstaltungen | voraussetzungen | beispiel | beispiele | hinweise | résumé |
    sommaire | préface | avant-propos | contexte | bibliographie | références | annexes | remerciements |
    objectifs | ingrédients | préparation | en résumé | pour aller plus loin | glossaire | exemple | exemples |
    introduzione | conclusione | conclusioni | sommario | prefazione | premessa | indice | bibliografia |
    riferimenti | ringraziamenti | glossario | obiettivi | esempio | introducción | conclusión | conclusiones |
    resumen | prólogo | epílogo | índice | bibliografía | referencias | agradecimientos | glosario | objetivos |
    ejemplo | introdução | conclusão | conclusões | resumo | prefácio | referências | agradecimentos | glossário |
    exemplo | inleiding | conclusie | samenvatting | voorwoord | nawoord | inhoud | referenties | achtergrond |
    bronnen | doel | voorbeeld | wstęp | wprowadzenie | podsumowanie | zakończenie | spis treści | słownik |
    przedmowa | úvod | závěr | shrnutí | obsah | předmluva | literatura | введение | заключение | предисловие |
    послесловие | оглавление | содержание | литература | выводы | итоги | приложение | глоссарий | вступление |
    примечания | вступ | висновок | висновки | передмова | зміст | література | bevezetés | összefoglalás | előszó |
    tartalom | introducere | concluzie | concluzii | rezumat | giriş | sonuç | özet | önsöz | içindekiler |
    kaynakça | εισαγωγή | συμπέρασμα | συμπεράσματα | πρόλογος | επίλογος | περιεχόμενα | βιβλιογραφία | مقدمة |
    المقدمة | خاتمة | الخاتمة | الخلاصة | خلاصة | المراجع | المحتويات | تمهيد | ملخص | הקדמה | מבוא | סיכום | תוכן |
    תוכן העניינים | ביבליוגרפיה | אחרית דבר | 引言 | 前言 | 序 | 序言 | 序章 | 简介 | 介绍 | 概述 | 概要 |
    背景 | 总结 | 结论 | 结语 | 结束语 |
    后记 | 目录 | 目次 | 参考资料 | 参考文献 | 附录 | 参考 | 小结 | 摘要 | 安装 | 使用 | 簡介 | 介紹 | 總結 |
    結論 | 目錄 | 參考資料 | 參考文獻 | 附錄 | 後記 |
    必备原料和工具 | 计算 | 操作 | 附加内容 | はじめに | 序文 | まえがき | まとめ | おわりに | あとがき |
    付録 | 参考資料 | 序論 | 要約 | 서론 | 머리말 | 들어가며 | 개요 |
    배경 | 요약 | 결론 | 맺음말 | 마치며 | 목차 | 참고문헌 | 참고 자료 | 부록 | pendahuluan | kesimpulan |
    ringkasan | daftar isi |
    referensi | uvod | zaključak | sažetak | sadržaj | įvadas | išvados | santrauka | turinys
    """
)
BYLINE_STARTS = frozenset(
    """
    related supported sponsored advertisement advertorial anzeige werbung publicité publicidad subscribe
    newsletter comments share follow pixabay unsplash shutterstock istock getty imago alamy flickr wikimedia
    instagram twitter facebook via by von par por di da door przez автор av written posted published updated
    author authors photo photos foto fotos fotografie image images bild bilder picture credit credits source
    quelle fuente fonte bron źródło источник фото text texte texto testo reuters ap afp dpa illustration
    copyright © (c) photograph abbildung abb. fig. figure figura рис. tabelle table tabla tabela grafik video
    vidéo tags kategorien schlagwörter keywords topics themen filed teilen partager compartir read more mehr
    lire leer leggi stand 作者 文 图 来源 摄影 編集 写真 文責 翻译 译者 校对 原文
    기자 사진 글 출처 بقلم صورة المصدر מאת צילום
    """.split()
)
FUNCTION_WORDS = {
    "en": """
        the of and to in is that it for with as was on are this by be at from have has not but or an a will
        can which
    """.split(),
    "de": """
        der die das und ist nicht ein eine zu den von mit sich des auf für im dem auch es an werden aus er
        hat sind bei wird
    """.split(),
    "fr": """
        le la les de des et est un une que pour dans qui pas sur au avec ce il par plus sont du en se ne
        vous nous
    """.split(),
    "es": """
        el la los las de que y en un una es por con para no se del al lo su como más o pero sus le
    """.split(),
    "it": """
        il la di che e un una è per in con non del della le si da come i sono più gli al nel anche ma
    """.split(),
    "pt": """
        o a os as de que e em um uma é para com não se do da no na por mais como mas ao dos das
    """.split(),
    "nl": """
        de het een van en is dat in te op zijn met voor niet aan er die om ook als bij door of naar worden
    """.split(),
    "pl": """
        i w na z do się nie jest że to o jak za po od przez dla są ale który czy tym przy
    """.split(),
    "ru": """
        и в не на что с по как это для из но он к от о у за мы так его или же бы вы
    """.split(),
    "uk": """
        і в не на що з та як це для із але він до від у за ми так його або ж би ви й
    """.split(),
    "cs": """
        a v se na je to že s z do o jako za po pro ale by jsou nebo jeho k i od
    """.split(),
    "tr": """
        ve bir bu için de da ile olarak daha çok gibi ne o ama olan en var sonra kadar
    """.split(),
    "hu": """
        a az és hogy nem is egy ez meg de ha vagy csak van már mint el
    """.split(),
    "ro": """
        și de în la a cu pe un o nu este care să din mai pentru ce se că sau
    """.split(),
    "id": """
        yang dan di untuk dengan dari ini pada tidak itu dalam adalah ke anda atau akan
    """.split(),
    "hr": """
        i u je na se da za su od s ne kao koji o to ili iz bi
    """.split(),
    "lt": """
        ir į yra kad su iš tai kaip ar bet jei jūs už apie per
    """.split(),
    "el": """
        και το να του η της με που την από για είναι ο οι τα στο θα δεν
    """.split(),
    "ar": """
        في من على إلى أن هذا التي عن مع الذي هذه ما لا كان أو هو
    """.split(),
    "he": """
        של את על לא זה הוא עם כי גם היא אל או אם כל
    """.split(),
}
FUNCTION_SETS = {language: frozenset(words) for language, words in FUNCTION_WORDS.items()}
ANY_FUNCTION_WORD = frozenset(word for words in FUNCTION_WORDS.values() for word in words)
SUSPENDED_HYPHEN = frozenset(
    """
    and or und oder bzw sowie et ou y e o en of i lub a nebo и или та або
    """.split()
)
COMPOUND_STARTS = frozenset(
    """
    well ill self half ex non co semi multi anti pre post cross high low long short old new full part all ever so mid
    far hard soft left right north south east west two three four five six seven eight nine ten twenty thirty
    forty fifty
    sixty seventy eighty ninety one first second third great grand fair good bad best much many little light dark deep
    open close free mother father brother sister son daughter man woman by in on off out over under up down after
    peut demi mi quelques grand petit avant après sous contre celui celle ceux moi toi lui vice chef
    """.split()
)
COMPOUND_ENDS = frozenset(
    """
    known like up in off out down free made based looking eyed headed year old law wide spoken bred born off on by
    even odd called fashioned minded time term class hand way side to be là ci moi toi lui elle il on être même mêmes
    """.split()
)
"""Parts of English and French compounds: between them a hyphen at the end of a line belongs to the word."""
NUMBER_WORDS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth seventh
    eighth ninth tenth last eins zwei drei vier fünf sechs sieben acht neun zehn erster erste erstes zweiter
    zweite zweites dritter dritte drittes vierter vierte un deux trois quatre cinq premier première deuxième
    seconde troisième quatrième uno dos tres cuatro cinco primero primera segundo segunda tercero tercera primo
    prima secondo seconda terzo terza quarto quarta um dois três primeiro primeira terceiro terceira een twee
    drie eerste tweede derde первая первый вторая второй третья третий четвертая четвертый пятая raz dwa
    pierwszy pierwsza drugi druga الأول الأولى الثاني الثانية الثالث الثالثة ראשון שני שלישי
    """.split()
)
QUESTION_WORDS = frozenset(
    """
    how why what when where who which whom whose can should does is are do will wie warum was wann wo wer welche
    welcher welches wieso weshalb woher wohin wozu kann darf muss comment pourquoi quoi quand où qui quel quelle
    quels quelles que combien cómo por qué cuándo dónde quién quiénes cuál cuáles cuánto come perché cosa quando
    dove chi quale quali quanto como porquê quem onde qual quais hoe waarom wat wanneer waar welke jak dlaczego
    co kiedy gdzie kto który jaki ile как почему что когда где кто какой какие зачем сколько чем як чому що коли
    де хто nasıl neden niçin ne nerede hogyan miért mi mikor hol ki cum de ce când unde cine bagaimana mengapa
    apa kapan kako zašto što kaip kodėl kas πώς γιατί τι πότε πού ποιος كيف لماذا ما ماذا متى أين من هل איך למה
    מה מתי איפה מי
    """.split()
)
CONNECTIVES = frozenset(
    """
    but and so then or yet because however therefore also still he she it they we i you this that these those
    there here if although though aber und dann oder denn jedoch doch deshalb er sie es wir ich ihr du das dies
    diese dieser dieses da hier wenn obwohl weil dabei damit mais et donc alors ou car cependant il elle ils
    elles nous je vous tu ce cela ceci ces si bien voici pero y entonces o porque sin embargo él ella ellos
    nosotros yo usted esto eso este esta estos estas aunque así ma e quindi allora perché tuttavia lui lei loro
    noi io voi questo questa questi queste se anche così però mas então ele ela eles nós eu você isto isso esse
    essa esses essas também maar dus toen of want hij zij ze het wij ik jij dit dat deze ale więc oraz jednak on
    ona oni my ja to ta te ten jeśli но и а так тогда или потому он она они мы я вы ты это эта эти этот если
    также але та або він вона вони ми ви це ця ці якщо ama ve bu biz ben siz eğer de én és vagy ez az mi ti ha
    dar și sau el ea acest tapi dan atau لكن و ثم أو هو هي هم نحن أنا هذا هذه אבל או הוא היא הם אנחנו אני זה זאת
    """.split()
)
PERSONS = frozenset(
    """
    i me my we us our you your he him his she her they them ich mich mir mein meine wir uns unser unsere du dich
    dein deine sie ihr ihre er ihm je mon ma nous notre vous votre il elle ils yo mi nosotros nuestro usted su
    él ella io mio noi nostro lei suo eu meu nós nosso você seu ik mij mijn wij ons onze jij jouw u uw я мне мой
    мы нам наш вы вам ваш он его она её ja mój nasz ty twój
    """.split()
)
CALLS = phrases(
    """
    related | related article | related articles | related stories | related content | related posts | learn more |
    read more | more | see also | see more | also read | read also | read next | more on this | more from | watch |
    listen | source | sources | via | photo | photos | image | images | advertisement | sponsored | supported by |
    sign up | subscribe | continue reading | click here | share | share this | tags | topics | filed under |
    you may also like | recommended | editor's note | update | updated | lesen sie auch | lesen sie mehr |
    lies auch | auch interessant | mehr zum thema | mehr | siehe auch | mehr lesen | mehr dazu | quelle | quellen |
    anzeige | werbung | teilen | lesetipp | das könnte sie auch interessieren | zum thema | foto | fotos | bild |
    lire aussi | à lire | à lire aussi | lire | voir aussi | en savoir plus | publicité | lee también |
    lea también | leer más | ver también | te puede interesar | más información | fuente | publicidad |
    leggi anche | leggi di più | guarda anche | fonte | leia também | leia mais | veja também | saiba mais |
    lees ook | lees meer | zie ook | bron | czytaj też | czytaj także | zobacz też | źródło | читайте также |
    см. также | источник | подробнее | читайте також | джерело | ayrıca bakınız | kaynak | 相关阅读 |
    相关文章 | 推荐阅读 | 来源 |
    关注我们 | 関連記事 | あわせて読みたい | 관련 기사 | 출처 | اقرأ أيضا | المصدر
    """
)
SAYING = frozenset(
    """
    said says say wrote writes write explained explains adds added states stated notes noted told tells argues argued
    continued commented posted replied announced reads according concluded declared observed remarked described
    describes follows quote quoted sagt sagte schreibt schrieb erklärt erklärte betont heißt lautet zitiert meint
    berichtet écrit explique déclare affirme dit raconte précise dice dijo escribe escribió afirma explica señala
    scrive spiega detto disse diz disse escreve afirma explica schrijft zegt zei pisze mówi powiedział пишет говорит
    сказал заявил написал пише каже сказав
    """.split()
)
EMBEDS = phrases(
    """
    view this post on instagram | a post shared by | view this profile on instagram |
 sieh dir diesen beitrag auf instagram an |
    diesen beitrag auf instagram ansehen | voir cette publication sur instagram | ver esta publicación en instagram |
    visualizza questo post su instagram | ver esta foto no instagram | dit bericht op instagram bekijken |
    wyświetl ten post na instagramie | посмотреть эту публикацию в instagram | この投稿をinstagramで見る |
    instagram에서 이 게시물 보기 | 在 instagram 查看这篇帖子 | play video | watch on youtube | listen to this article |
    skip to content | skip to main content | jump to navigation | cookie settings | zum inhalt springen |
 aller au contenu
    """
)
AUTHOR_WORDS = frozenset("by von par por di da door av przez автор".split())
