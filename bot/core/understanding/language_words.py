"""By which words and characters the seven languages are told apart."""

import re

JAPANESE, ENGLISH, SIMPLIFIED, TRADITIONAL = "ja", "en", "zh-Hans", "zh-Hant"
VIETNAMESE, KOREAN, TAGALOG = "vi", "ko", "tl"

# What a Chinese sentence has and a note in Japanese characters has not.
CHINESE = re.compile(
    "[吗嗎哪怎么麼孩们們这這呢吧沒很你您她跟岁歲嘛啊妈媽爸找谁喝咱啥娃跑哦嗯喔囉啦嗨给]"
    "|給(?=[我他她孩小])|吃(?!音)|没[有了人什工]|有没|请|[请請][问問]|[请請]人"
    "|我[的想们們家要是在不女儿兒老有]|想[做請请找去要知学學問问帶带]|可以|要去|附近有|什[么麼]"
    "|谢谢|謝謝|[怀懷]孕|小孩(?!子)|[宝寶]{2}"
    "|多少[钱錢]|[帮幫][忙我]|[发發][烧燒]|不[会會想知能懂]|不好意思|住在|在[高哪]|打[针針我]"
    "|[单單][亲親]|早安|你好|晚安|好的|哈哈|[钱錢]"
    "|需要|老[公婆]|先生打|[说說][话話]|[两兩][岁歲个個周週]|[个個]月|[学學]校(?:的|发)|是不是"
    "|能不能|[还還]是|但是|免费|免費|好[痛累想难難]"
    "|[聽听]不懂|(?<![終完修満])了(?=[,。!? ]|$)|的(?=[吗嗎人地,?!])|垃圾|星期|[礼禮]拜|健身房"
    "|房[租東东]|[測测][試试]|[機机][場场]|[評评]估|幾點|几点"
)
# Old forms of characters that Japanese still writes: medicine and names.
STILL_JAPANESE = frozenset(
    "嘔鬱癲癇癪痙攣薊齲臍嚥蕁贅臀暈憊繃諮譫齧澤濱邊齋齊廣櫻壽榮德惠瀧龍嶋莊豐與髙崎剝塡頰瘦攪摑囓癌顎"
)

_WORDS = {
    ENGLISH: """i i'm i've my me we our you your he she his her it it's is are was were do does don't did can can't could would
        should will have has had need want looking for to the a an and or but of in on at with from near any some where
        what when how who why which there this that these those if not no yes please thank thanks hello hi hey help sorry
        baby child children kid kids son daughter husband wife mom mum dad mother father pregnant school daycare nursery
        doctor clinic hospital fever money problem problems free english speak japan japanese open today tomorrow playground playgroup
        vaccine vaccination apply application allowance support single old months years weekend good morning night bye
        best who won game games times friends friend found mind never bus train station place places test mother's milk work
        hours hour week weeks today's crying cry every evening ramen shop buy licence license cat dog write poem story joke weather song
        birth class classes near into out off over under between because still also too so but yet they them then than us
        bath bed seat rental rent lost found parents parent group support twins twin depressed documents document paper
        birth pregnancy miscarriage divorce violence safe shelter lunch school elementary kindergarten teacher bullied
        autism therapy hearing test results newborn infant toddler kids' boy girl years' grandmother grandma visit
        language learn learning teach teaching classes join start stop keep try trying find finding looking
        everywhere anywhere outside inside indoor indoors national summer winter teen grader anymore talk talks play
        playing pouring rain snow summer internet laptop wifi doesn side garbage shot shots great nice hard difficult bad better best here's what's where's who's how's there's let's won't wouldn't isn't aren't
        full now diaper diapers cannot pay rent formula bottle breastfeed breastfeeding nurse midwife interpreter translate
        office phone call city hall tax insurance card visa job home house hit hits afraid worried speech delay late cost
        fee much many time day days until close closed free class playroom park indoor rain meet people mothers fathers
        anyone anything anybody someone something nothing all both each more most other another own same
        just moved am been get got take give go going come know feel feeling alone tired scared sick sleep food
        saturday sunday only very much about after before list waiting wrong number ok""",
    TAGALOG: """ako po ang ng sa mga ba anak ko ay may wala walang kami namin natin namin kayo siya sya nila kanila ito iyon
        yung yun dito diyan doon saan san sino ano anong libreng malapit letter yata tong kailan paano pano bakit magkano ilan ilang pwede puwede kailangan gusto
        hindi di wag huwag kasi dahil pero kung kapag pag para lang naman din rin na nang pa nasaan nasa meron mayroon buntis lagnat
        bata asawa nanay tatay salamat kumusta kamusta opo oo tulong libre bayad trabaho pera gamot bakuna ospital
        taong buwan taon ngayon bukas kahapon maraming magandang umaga gabi hapon ayaw kumain tumulong mo si sige daw sabi kelan namin nagpapa haha lang po sya nyo niyo nila kaso kaya alam mo ka akin akong""",
    VIETNAMESE: """toi ban con minh be em anh chi co khong ko duoc dc cho cua la va o dau nao gi the lam sao nhu de di den tu
        voi chong vo me bo tre nha benh vien truong hoc tieng nhat viet nam thang tuoi sot mang bau thai cam xin chao
        giup can muon gui mo hom nay ngay mai bao nhieu tien mien phi nguoi biet noi chua roi rat roi hieu thu gia han giay rac met qua lam duoc nuoc dau bung ho tiem thuoc truong lop em di choi gan xin voi gap noi lam duoc alo chuc ngon ngu hihi ai nhieu danh nhung vay
        ạ bị và là có không được cho của con bé mình tôi em ở đâu nào gì làm sao thế""",
    JAPANESE: """desu masu wa ga wo ni kudasai doko kodomo arigatou arigato konnichiwa konbanwa ohayou sumimasen hoikuen
        akachan arimasu imasu arimasen onegai shimasu nan nani itsu dou nihongo netsu desuka masuka watashi musume musuko
        gozaimasu suru shite shitai ikitai hoshii daijoubu kosodate soudan yoroshiku shinai nai mama""",
}

# Words that need no second one.
_ALONE = {
    ENGLISH: "hello hi hey thanks thank help please sorry english bye yes pregnant",
    TAGALOG: "po opo salamat kumusta kamusta magandang",
    VIETNAMESE: "xin chao cam benh alo ngon",
}
# Taglish is Tagalog, however many English words it holds.
_WEIGHT = {JAPANESE: 1.0, ENGLISH: 1.0, VIETNAMESE: 1.4, TAGALOG: 2.0}


def _weighed() -> dict[str, dict[str, float]]:
    """word -> language -> what it says for it; a word of two languages says half."""
    found: dict[str, dict[str, float]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            weight = _WEIGHT[language] * (0.7 if language == TAGALOG and len(word) == 2 else 1)
            found.setdefault(word, {})[language] = weight
    for by_language in found.values():
        for language in by_language:
            by_language[language] /= len(by_language)
    for language, words in _ALONE.items():
        for word in words.split():
            by_language = found.setdefault(word, {})
            by_language[language] = by_language.get(language, 0.0) + 3
    return found


WORDS = _weighed()
