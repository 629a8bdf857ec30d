"""When a message asks for something to be open or to go there."""

import re

# Words of time that ask for no opening: a night of crying, a Sunday that is over, 今 as a filler.
_NOT_ASKED = re.compile(
    r"夜(?:泣|な[きく]|中|驚|尿|勤|更|型|寝|通し|逃|職|奶|行|になると|も(?:眠|ねむ|寝|ね)|ごと"
    r"|ひとり|出歩|が(?!開|あ)|遅く(?!まで(?:預|開|や|見|み|あ))"
    r"|[はもに、]*[^。、]{0,6}(?:眠れ|寝(?:ない|て|ん|れ|る|か)|ねれ|起き|泣|授乳|おっぱい|後悔"
    r"|さみし|寂し|不安|咳|考え)|の(?!預|相談|電話|診|保育|\d|小児|病院|窓口|教室|時間|部|お?迎)"
    r"|間頻|働|ふか)"
    r"|[昨毎深昼过過]夜|(?:昨日|きのう)の[夜晩]|ひとりぼっちの夜|毎晩|一晩|ひと晩"
    r"|前の(?:日の)?[夜晩]|ゆうべ|今夜が山"
    r"|夕方(?:になると|に?ぐず|に?泣|まで寝)|から1[7-9]時(?:まで)?の?(?:仕事|勤務|パート|シフト)"
    r"|夕方から熱|黄昏泣|残業(?!で|の日|まで|あり|する日)"
    r"|(?:先週|昨日|この前|前)の?[土日]曜日?|[土日]曜日?に?(?:生まれ|産まれ|転|熱が出)|日曜(?:市"
    r"|大工)"
    r"|今日[はも]?、?(?:天気|いい天気|疲|しんど|つか|つら|ずっと|また|も)|(?:今日|きょう)(?:で"
    r"|から)[^。、]{0,8}(?:月|歳|才|なりま)"
    r"|(?:今日|きょう)[^。、]{0,4}(?:退院|産|生まれ|離婚|怒|殴|叩|言われ|泣|休ん|聞い"
    r"|健診(?:に行った|で))|今日は(?=[土日]曜)|(?:今日|きょう)[^。?]{0,16}(?:ました"
    r"|[いえけちっんしき]た)(?=[。!、]|けど|が|$)"
    r"|明日(?:が|も)?[^。、]{0,3}(?:来る|こわ|怖)|明日[でに]?[^。、]{0,6}(?:歳|才|月)(?:[にで]|$)"
    r"|明日香|また(?:明日|あした)|明日なん[てか]|明日から(?:頑張|また)|明日が(?!休|祝|土|日|仕事)"
    r"|明日も(?!開|あ|や|預|行"
    r"|い|診|休|仕事)"
    r"|休日(?:急患|夜間|歯科|の(?:夫|旦那|過ご))|正月(?:が(?:憂|しんど|つら|怖)|太り|に帰)|お盆に(?:のせ|載|乗)|元旦那"
    r"|年末調整"
    r"|last (?:night|saturday|sunday|weekend)|(?:wakes?|cr(?:y|ies|ying)|sleeps?"
    r"|every) [a-z ]{0,12}(?:night|evening)|yesterday"
    r"|昨[天晚](?:晚上)?|晚上[^。,?]{0,4}(?:哭|睡|醒|失眠)|hôm qua|tối qua|어제|지난 ?[주토일]"
    r"|밤에 (?:자꾸"
    r"|계속|안 자|울)|(?:iyak|gising|tulog)[a-z ]{0,12}gabi|kahapon|kagabi"
    r"|noong (?:sabado|linggo)|(?:isang|dalawang|tatlong|apat na|ilang|\d) linggo"
)
_HOLIDAY = (
    r"祝日|祭日|連休|(?<![おゆの])盆(?=[もにはの休]|$|の)|gw(?![a-z])|ゴールデンウ[ィイ]ーク|お盆|盆休み|年末|年始|(?<!修)正月|大晦日|元日|元旦"
    r"|三が日"
    r"|シルバーウ[ィイ]ーク|休日|しゅくじつ|12月(?:29|30|31)日|1月[123]日|holidays?\b|new year"
    r"|假日|假期|ngày (?:nghỉ )?lễ|\btết\b|공휴일|휴일|연휴|명절|piyesta|pista opisyal"
)
_EVENING = (
    r"夕方|夜|晩(?!ごはん|御飯|ご飯|婚|飯)|こんや|こんばん(?!は|わ)|仕事(?:帰り|終わり|おわり|の後"
    r"|のあと|が?(?:終|お)わっ[てた])|残業|遅番"
    r"|(?<![\d前朝])(?:1[7-9]|2[0-3])(?:時|じ(?=まで|から|い|に|ごろ|す)|:\d\d)|午後[5-9五六七]時"
    r"|(?<![\d前朝午])[678]時半?(?:まで|以降|すぎ|過ぎ|ごろまで)"
    r"|ゆうがた|(?<![ぁ-ん])よる(?=[にもまで、 ]|$)|evening|tonight|at night|after work"
    r"|after (?:[5-8]|1[789]|20)(?:pm|\b)"
    r"|(?:until|till) [6-9] ?(?:pm|\b)|晚上|傍晚|今晚|下班|buổi tối|tối nay|tan làm|sau [5-8] giờ"
    r"|저녁|밤(?=에|까지|늦| 10)|퇴근|gabi"
)
_NOW = (
    r"(?:今|いま|ただいま|只今|現在)[はもでに、\s]*(?:開|空|あ[いき]|やっ|やりゆ|やりゅ|営業|診"
    r"|みて|受け付|行け|いけ|預|あずけ|話|相談|電話|つなが|すぐ)"
    r"|(?:今|いま)から[^。、?]{0,8}?(?:行|い[けくっ]|連れ|つれ|診|みて|受診|預|あずけ|会|来て|相談"
    r"|電話|話|遊|あそ|間に合|開|あい|やって|で(?:も)?(?:大丈夫|いい))"
    r"|今すぐ|いますぐ|(?:今の|この)時間(?:に|でも?|も|、)?\s?(?:開|あ[いき]|空|やっ|やり|診|みて|預|行|つなが|電話|受)|これから(?:すぐ|行|連れ|いけ|診|預)|(?:right|open|call|come|go|visit) now(?! pregnan)|now open|go now"
    r"|[现現]在[^。,?]{0,6}[开開去看营營打能可]|马上|馬上|立刻"
    r"|giờ này[^.?]{0,24}(?:mở|khám|đi|gọi)|(?:mở|đi|khám|gọi|gặp|mo cua)[^.?]{0,16}(?:bây giờ|bay gio)|(?:bây giờ|bay gio"
    r"|ngay lúc này)[^.?]{0,16}(?:mở|đi|khám|gọi|gặp|mo|nào)|지금 ?(?:문|열|여는|갈|당장|바로|하는"
    r"|진료|연|영업|전화|상담)|당장|ngayon na(?:ng)?\b|ngayon mismo"
)
_TODAY = (
    r"今日|(?<![ぁ-ん])ほんじつ|(?<![ぁ-ん])きょう(?!だい|いく|かい|そう|しつ|み)|本日|\btoday|今天|hôm nay|hom nay"
    r"|(?:sáng|chiều) nay"
    r"|오늘|\bngayon(?! \d)"
)
_TOMORROW = (
    r"明日|あした|(?<![ぁ-ん])あす(?!か|な|し|ぱ)|明朝|明後日|tomorrow|明天|ngày mai|ngay mai"
    r"|(?:sáng|chiều|tối) mai|\bmai (?:có|co|mở|đi|gửi)|내일"
    r"|(?:pwede|pwd)(?: po)?(?: ba)? bukas\b|\bbukas (?:ng|sa|kami|pwede|ko|po ako|pupunta)|kinabukasan"
)
_WEEKEND = (
    r"土[・、]?日|週末|土曜日?[かとや、・も]?日曜|土[かとや]日|どにち|しゅうまつ|weekend"
    r"|周末|cuối tuần|cuoi tuan|주말|sabado (?:at|o|or|and) linggo"
)
_SATURDAY = (
    r"土曜|どよう|\(土\)|saturday|(?:on|this|open) sat\b|星期六|[周週]六|[礼禮]拜六"
    r"|thứ (?:bảy|7|bẩy)|thu (?:bay|7)|토요일|sabado"
)
_SUNDAY = (
    r"日曜|にちよう|\(日\)|(?<![今先本毎])日祝|sunday|(?:on|this|open) sun\b|星期[天日]|[周週]日|[礼禮]拜[天日]"
    r"|chủ nhật|chu nhat|\bcn\b|일요일"
    r"|(?:sa|tuwing|ngayong|kapag|pag|kung|this|bukas) linggo"
)
# The first of them that stands in a message is what it asks about.
_TIMES = tuple(
    (time, re.compile(pattern))
    for time, pattern in (
        ("now", _NOW),
        ("tomorrow", _TOMORROW),
        ("weekend", _WEEKEND),
        ("saturday", _SATURDAY),
        ("sunday", _SUNDAY),
        ("holiday", _HOLIDAY),
        ("today", _TODAY),
        ("evening", _EVENING),
    )
)

# 今日は祝日 says what day today is; 今日の夜 is 今夜, though it says 今日
_TODAY_IS = re.compile("(?:今日|きょう|本日)(?:って|は|が)?(?:[土日]曜|祝日|祭日)(?!の次)")
_TONIGHT = re.compile("(?:今日|きょう|本日)の(?:夜(?!中)|晩(?!ごはん|御飯|ご飯|飯))")


def without_times(text: str) -> str:
    """`text` without the words that ask for a time."""
    for _, pattern in _TIMES:
        text = pattern.sub(" ", text)
    return text


def find_time(text: str) -> str | None:
    """The time that a normalised text asks about, as in `Understood.open_at`."""
    if _TODAY_IS.search(text):
        return "today"
    if _TONIGHT.search(text):
        return "evening"
    asked = _NOT_ASKED.sub(" ", text)
    return next((time for time, pattern in _TIMES if pattern.search(asked)), None)
