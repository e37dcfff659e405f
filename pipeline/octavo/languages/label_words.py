"""The words that Octavo adds to a text: one row per language, in the order of ``NAMES``."""

from __future__ import annotations

NAMES = (
    "cover title_page contents beginning pages guide notes references links back "
    "back_note skip show page page_short table figure formula code note tip important warning caution "
    "listing section figures tables"
).split()
"""What each word is for; ``octavo.languages.labels`` explains those that need it."""

WORDS: dict[str, str] = {
    "ar": (
        "الغلاف|صفحة العنوان|المحتويات|البداية|الصفحات|الدليل|الحواشي|المراجع|الروابط|العودة إلى النص|"
        "العودة إلى النص، حاشية|انتقل إلى النص|إظهار أرقام الصفحات|صفحة|ص|"
        "جدول|شكل|صيغة|شفرة|ملاحظة|نصيحة|مهم|تحذير|تنبيه|"
        "قائمة برمجية|القسم|قائمة الأشكال|قائمة الجداول"
    ),
    "bg": (
        "Корица|Заглавна страница|Съдържание|Начало|Страници|Указател|Бележки|Литература|Връзки|Обратно към текста|"
        "Обратно към текста, бележка|Към текста|Показване на номерата на страниците|Страница|с.|"
        "Таблица|Фигура|Формула|Код|Бележка|Съвет|Важно|Предупреждение|Внимание|"
        "Листинг|Раздел|Списък на фигурите|Списък на таблиците"
    ),
    "ca": (
        "Coberta|Portada|Taula de continguts|Inici|Pàgines|Guia|Notes|Referències|Enllaços|Torna al text|"
        "Torna al text, nota|Vés al text|Mostra els números de pàgina|Pàgina|p.|"
        "Taula|Figura|Fórmula|Codi|Nota|Consell|Important|Advertiment|Atenció|"
        "Llistat|Secció|Índex de figures|Índex de taules"
    ),
    "cs": (
        "Obálka|Titulní strana|Obsah|Začátek|Strany|Průvodce|Poznámky|Literatura|Odkazy|Zpět k textu|"
        "Zpět k textu, poznámka|Přejít k textu|Zobrazit čísla stran|Strana|s.|"
        "Tabulka|Obrázek|Vzorec|Kód|Poznámka|Tip|Důležité|Varování|Pozor|"
        "Výpis|Oddíl|Seznam obrázků|Seznam tabulek"
    ),
    "da": (
        "Omslag|Titelblad|Indhold|Begyndelse|Sider|Oversigt|Noter|Litteratur|Links|Tilbage til teksten|"
        "Tilbage til teksten, note|Gå til teksten|Vis sidetal|Side|s.|"
        "Tabel|Figur|Formel|Kode|Bemærk|Tip|Vigtigt|Advarsel|Forsigtig|"
        "Listing|Afsnit|Figurer|Tabeller"
    ),
    "de": (
        "Umschlag|Titelseite|Inhalt|Beginn|Seiten|Übersicht|Anmerkungen|Literatur|Links|Zurück zum Text|"
        "Zurück zum Text, Anmerkung|Zum Text springen|Seitenzahlen zeigen|Seite|S.|"
        "Tabelle|Abbildung|Formel|Code|Hinweis|Tipp|Wichtig|Warnung|Vorsicht|"
        "Listing|Abschnitt|Abbildungsverzeichnis|Tabellenverzeichnis"
    ),
    "el": (
        "Εξώφυλλο|Σελίδα τίτλου|Περιεχόμενα|Αρχή|Σελίδες|Οδηγός|Σημειώσεις|Βιβλιογραφία|Σύνδεσμοι|"
        "Επιστροφή στο κείμενο|Πίσω στο κείμενο, σημείωση|Μετάβαση στο κείμενο|Εμφάνιση αριθμών σελίδων|Σελίδα|σ.|"
        "Πίνακας|Σχήμα|Τύπος|Κώδικας|Σημείωση|Συμβουλή|Σημαντικό|Προειδοποίηση|Προσοχή|"
        "Κώδικας|Ενότητα|Κατάλογος σχημάτων|Κατάλογος πινάκων"
    ),
    "en": (
        "Cover|Title page|Contents|Beginning|Pages|Guide|Notes|References|Links|Back to the text|"
        "Back to the text, note|Skip to the text|Show page numbers|Page|p.|"
        "Table|Figure|Formula|Code|Note|Tip|Important|Warning|Caution|"
        "Listing|Section|List of figures|List of tables"
    ),
    "es": (
        "Cubierta|Portada|Índice|Inicio|Páginas|Guía|Notas|Referencias|Enlaces|Volver al texto|"
        "Volver al texto, nota|Ir al texto|Mostrar números de página|Página|p.|"
        "Tabla|Figura|Fórmula|Código|Nota|Consejo|Importante|Advertencia|Precaución|"
        "Listado|Sección|Índice de figuras|Índice de tablas"
    ),
    "fa": (
        "جلد|صفحهٔ عنوان|فهرست|آغاز|صفحه‌ها|راهنما|یادداشت‌ها|منابع|پیوندها|بازگشت به متن|"
        "بازگشت به متن، یادداشت|رفتن به متن|نمایش شمارهٔ صفحه‌ها|صفحه|ص|"
        "جدول|شکل|فرمول|کد|نکته|راهنمایی|مهم|هشدار|احتیاط|"
        "کد|بخش|فهرست شکل‌ها|فهرست جدول‌ها"
    ),
    "fi": (
        "Kansi|Nimiösivu|Sisällys|Alku|Sivut|Opas|Viitteet|Lähteet|Linkit|Takaisin tekstiin|"
        "Takaisin tekstiin, viite|Siirry tekstiin|Näytä sivunumerot|Sivu|s.|"
        "Taulukko|Kuva|Kaava|Koodi|Huomautus|Vinkki|Tärkeää|Varoitus|Huomio|"
        "Listaus|Luku|Kuvaluettelo|Taulukkoluettelo"
    ),
    "fr": (
        "Couverture|Page de titre|Table des matières|Début|Pages|Repères|Notes|Références|Liens|Retour au texte|"
        "Retour au texte, note|Aller au texte|Afficher les numéros de page|Page|p.|"
        "Tableau|Figure|Formule|Code|Note|Conseil|Important|Avertissement|Attention|"
        "Listing|Section|Liste des figures|Liste des tableaux"
    ),
    "he": (
        "כריכה|עמוד השער|תוכן העניינים|התחלה|עמודים|מדריך|הערות|מקורות|קישורים|חזרה לטקסט|"
        "חזרה אל הטקסט, הערה|דילוג אל הטקסט|הצגת מספרי העמודים|עמוד|עמ׳|"
        "טבלה|איור|נוסחה|קוד|הערה|עצה|חשוב|אזהרה|זהירות|"
        "קטע קוד|סעיף|רשימת האיורים|רשימת הטבלאות"
    ),
    "hr": (
        "Naslovnica|Naslovna stranica|Sadržaj|Početak|Stranice|Vodič|Bilješke|Literatura|Poveznice|Natrag na tekst|"
        "Natrag na tekst, bilješka|Prijeđi na tekst|Prikaži brojeve stranica|Stranica|str.|"
        "Tablica|Slika|Formula|Kod|Napomena|Savjet|Važno|Upozorenje|Oprez|"
        "Ispis|Odjeljak|Popis slika|Popis tablica"
    ),
    "hu": (
        "Borító|Címoldal|Tartalom|Kezdet|Oldalak|Útmutató|Jegyzetek|Irodalom|Hivatkozások|Vissza a szöveghez|"
        "Vissza a szöveghez, jegyzet|Ugrás a szöveghez|Oldalszámok mutatása|Oldal|o.|"
        "Táblázat|Ábra|Képlet|Kód|Megjegyzés|Tipp|Fontos|Figyelmeztetés|Vigyázat|"
        "Kódrészlet|Szakasz|Ábrák jegyzéke|Táblázatok jegyzéke"
    ),
    "it": (
        "Copertina|Frontespizio|Indice|Inizio|Pagine|Guida|Note|Riferimenti|Collegamenti|Torna al testo|"
        "Torna al testo, nota|Vai al testo|Mostra i numeri di pagina|Pagina|p.|"
        "Tabella|Figura|Formula|Codice|Nota|Suggerimento|Importante|Avvertenza|Attenzione|"
        "Listato|Sezione|Elenco delle figure|Elenco delle tabelle"
    ),
    "ja": (
        "表紙|タイトルページ|目次|本文|ページ一覧|ガイド|注|参考文献|リンク|本文に戻る|"
        "本文に戻る、注|本文へ移動|ページ番号を表示|ページ|p.|"
        "表|図|数式|コード|注記|ヒント|重要|警告|注意|"
        "リスト|節|図目次|表目次"
    ),
    "ko": (
        "표지|속표지|차례|본문|쪽 목록|안내|주석|참고 문헌|링크|본문으로 돌아가기|"
        "본문으로 돌아가기, 주석|본문으로 건너뛰기|쪽 번호 표시|쪽|p.|"
        "표|그림|수식|코드|참고|도움말|중요|경고|주의|"
        "코드|절|그림 목차|표 목차"
    ),
    "la": (
        "Tegumentum|Pagina tituli|Index|Initium|Paginae|Dux|Adnotationes|Fontes|Nexus|Ad textum redire|"
        "Ad textum redire, adnotatio|Ad textum transire|Numeros paginarum ostendere|Pagina|p.|"
        "Tabula|Figura|Formula|Codex|Nota|Consilium|Grave|Monitum|Cave|"
        "Codex|Sectio|Index figurarum|Index tabularum"
    ),
    "nb": (
        "Omslag|Tittelside|Innhold|Begynnelse|Sider|Oversikt|Noter|Litteratur|Lenker|Tilbake til teksten|"
        "Tilbake til teksten, note|Gå til teksten|Vis sidetall|Side|s.|"
        "Tabell|Figur|Formel|Kode|Merk|Tips|Viktig|Advarsel|Forsiktig|"
        "Kodeliste|Avsnitt|Figurliste|Tabelliste"
    ),
    "nl": (
        "Omslag|Titelpagina|Inhoud|Begin|Pagina’s|Wegwijzer|Noten|Literatuur|Links|Terug naar de tekst|"
        "Terug naar de tekst, noot|Naar de tekst|Paginanummers tonen|Pagina|p.|"
        "Tabel|Figuur|Formule|Code|Opmerking|Tip|Belangrijk|Waarschuwing|Let op|"
        "Listing|Paragraaf|Lijst van figuren|Lijst van tabellen"
    ),
    "pl": (
        "Okładka|Strona tytułowa|Spis treści|Początek|Strony|Przewodnik|Przypisy|Bibliografia|Odnośniki|"
        "Powrót do tekstu|Powrót do tekstu, przypis|Przejdź do tekstu|Pokaż numery stron|Strona|s.|"
        "Tabela|Rysunek|Wzór|Kod|Uwaga|Wskazówka|Ważne|Ostrzeżenie|Ostrożnie|"
        "Listing|Sekcja|Spis rysunków|Spis tabel"
    ),
    "pt": (
        "Capa|Folha de rosto|Sumário|Início|Páginas|Guia|Notas|Referências|Ligações|Voltar ao texto|"
        "Voltar ao texto, nota|Ir para o texto|Mostrar números de página|Página|p.|"
        "Tabela|Figura|Fórmula|Código|Nota|Dica|Importante|Aviso|Cuidado|"
        "Listagem|Secção|Lista de figuras|Lista de tabelas"
    ),
    "ro": (
        "Copertă|Pagină de titlu|Cuprins|Început|Pagini|Ghid|Note|Referințe|Legături|Înapoi la text|"
        "Înapoi la text, nota|Salt la text|Arată numerele paginilor|Pagina|p.|"
        "Tabel|Figura|Formulă|Cod|Notă|Sfat|Important|Avertisment|Atenție|"
        "Listarea|Secțiunea|Lista figurilor|Lista tabelelor"
    ),
    "ru": (
        "Обложка|Титульный лист|Содержание|Начало|Страницы|Указатель|Примечания|Литература|Ссылки|Назад к тексту|"
        "Назад к тексту, примечание|Перейти к тексту|Показывать номера страниц|Страница|с.|"
        "Таблица|Рисунок|Формула|Код|Примечание|Совет|Важно|Предупреждение|Осторожно|"
        "Листинг|Раздел|Список иллюстраций|Список таблиц"
    ),
    "sk": (
        "Obálka|Titulná strana|Obsah|Začiatok|Strany|Sprievodca|Poznámky|Literatúra|Odkazy|Späť k textu|"
        "Späť k textu, poznámka|Prejsť k textu|Zobraziť čísla strán|Strana|s.|"
        "Tabuľka|Obrázok|Vzorec|Kód|Poznámka|Tip|Dôležité|Varovanie|Pozor|"
        "Výpis|Sekcia|Zoznam obrázkov|Zoznam tabuliek"
    ),
    "sv": (
        "Omslag|Titelsida|Innehåll|Början|Sidor|Översikt|Noter|Referenser|Länkar|Tillbaka till texten|"
        "Tillbaka till texten, not|Hoppa till texten|Visa sidnummer|Sida|s.|"
        "Tabell|Figur|Formel|Kod|Obs|Tips|Viktigt|Varning|Försiktighet|"
        "Kodlista|Avsnitt|Figurer|Tabeller"
    ),
    "tr": (
        "Kapak|Başlık sayfası|İçindekiler|Başlangıç|Sayfalar|Kılavuz|Notlar|Kaynaklar|Bağlantılar|Metne dön|"
        "Metne dön, not|Metne geç|Sayfa numaralarını göster|Sayfa|s.|"
        "Tablo|Şekil|Formül|Kod|Not|İpucu|Önemli|Uyarı|Dikkat|"
        "Kod|Bölüm|Şekiller listesi|Tablolar listesi"
    ),
    "uk": (
        "Обкладинка|Титульна сторінка|Зміст|Початок|Сторінки|Покажчик|Примітки|Література|Посилання|Назад до тексту|"
        "Назад до тексту, примітка|Перейти до тексту|Показувати номери сторінок|Сторінка|с.|"
        "Таблиця|Рисунок|Формула|Код|Примітка|Порада|Важливо|Попередження|Обережно|"
        "Лістинг|Розділ|Список рисунків|Список таблиць"
    ),
    "vi": (
        "Bìa|Trang tên sách|Mục lục|Bắt đầu|Các trang|Hướng dẫn|Ghi chú|Tài liệu tham khảo|Liên kết|Trở lại văn bản|"
        "Trở lại văn bản, ghi chú|Đến phần văn bản|Hiện số trang|Trang|tr.|"
        "Bảng|Hình|Công thức|Mã|Ghi chú|Mẹo|Quan trọng|Cảnh báo|Thận trọng|"
        "Đoạn mã|Mục|Danh mục hình|Danh mục bảng"
    ),
    "zh": (
        "封面|书名页|目录|正文|页码|导览|注释|参考文献|链接|返回正文|"
        "返回正文，注释|跳到正文|显示页码|页|p.|"
        "表|图|公式|代码|注意|提示|重要|警告|小心|"
        "代码|节|插图目录|表格目录"
    ),
}
