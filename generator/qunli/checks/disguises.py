"""How people disguise words, as lists with a reason each, written by hand; `letters` makes a code table of them."""

from __future__ import annotations

# Numbers in black and white discs, which no normal form reads as digits.
DISCS = {chr(first + at): str(at + 1) for first in (0x2776, 0x2780, 0x278A) for at in range(9)}
# Letters that look like others: Cyrillic and Greek ones on no Chinese keyboard's first page.
LATIN = dict(zip("аеорсухіѕԁԝνοαρτκωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxisdwvoaptkwabezhikmnoptyx", strict=True))
# Vowels with the tone they are said in.
LATIN |= dict(zip("āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ", "aaaaeeeeiiiioooouuuuvvvvv", strict=True))
# The characters that carry the words filters look for; one for each syllable, since a disguise has one way back.
HEADS = "好高最第一微信佳级顶极国全唯独绝永冠加群扫码转赚返现券免费送赌彩票治疗癌肥减瘦药效胎保证过分抢购烟酒代刷单评赞假荐钱贷"
# Frequent characters that people put for them all the same.
DOUBTFUL = {
    "最": "醉罪嘴",
    "第": "弟递",
    "佳": "嘉",
    "级": "及极",
    "信": "芯",
    "群": "裙",
    "加": "咖伽",
    "治": "冶",
    "疗": "聊",
    "微": "徽",
    "码": "马玛",
    "返": "反",
    "元": "圆",
    "赚": "撰",
    "顶": "鼎",
    "癌": "岩",
    "肥": "淝",
}
# Characters taken apart, and misspellings of two characters that are no words of their own.
STRINGS = (
    "第1=第一 唯1=唯一 壹=一 弌=一 ➕=加 "
    "亻言=信 氵台=治 月巴=肥 讠正=证 女乃=奶 扌立=拉 亻弋=代 贝兼=赚 亻圭=佳 钅戋=钱 纟及=级 彳攵=微"
    " 疒了=疗 艹约=药 火因=烟 氵酉=酒 罪佳=最佳 醉佳=最佳 嘴佳=最佳 最嘉=最佳 罪好=最好 罪低=最低 醉低=最低 罪高=最高"
    " 醉高=最高 苐=第 弟一=第一 递一=第一 第衣=第一 徽信=微信 微芯=微信 徽芯=微信 薇芯=微信 威芯=微信 薇心=微信 加徽=加微"
    " 咖微=加微 咖薇=加微 +薇=加微 +徽=加微 +微=加微 反现=返现 扫马=扫码 国架级=国家级 聊效=疗效 冶疗=治疗 治聊=治疗"
    " 冶愈=治愈 包冶=包治 鼎级=顶级 顶及=顶级 顶极=顶级"
)
# Rare by their number and yet in names, dishes and ordinary words, so no disguise.
WRITTEN = (
    "圾亟佚俑俨偃偎僭兖厥叽吆咦咫唧嗳嘀嘟夭奕妃娉娓娴嫖嫣孢寮岘岱崛嵩帷幡幺弈徭怡悚懿戛戟扉搴斐昕晏暨杩枭"
    "柩桕梵棣椁檐歆氐沔浃淞渎漪潇澹瀵煨煲熠牍狩獗玮珈瓒甬畿瞟矶砥稷笃笈筝筵箫簪绐绯绶缢缭羁羟翊翡肴肽胭腌"
    "腓芷芾荃荻莞蕃蕨藓虔蛭蟆袈褰诘诠谏谛贻赍跄跻蹇轶迤迦逍邸郅酯酰鑫钛铮锏阄雉霏饴馔馨驿骁骞髻鳙鸠黛龅炝"
    "鲫鲔荠芡鲣鳐鲅鲳鲆鲽鳊褓葆腹羯"
)
# Misspellings of one character in words that filters look for, none of them a word of its own.
STRINGS += (
    " 嘴好=最好 嘬好=最好 嘬佳=最佳 嘬低=最低 嘬高=最高 嘬安=最安 嘬新=最新 罪新=最新 醉新=最新 罪安=最安 罪强=最强 罪便=最便 嘬便=最便"
    " 第壹=第一 弟壹=第一 唯1=唯一 独1=独一 无2=无二 顶极=顶级 丁级=顶级 国嘉级=国家级"
    " 进裙=进群 入裙=入群 加裙=加群 拉裙=拉群 扫裙=扫群 裙主=群主 裙友=群友 本裙=本群 进羣=进群 进君=进群 入君=入群 进㪊=进群"
    " 好坪=好评 好苹=好评 好泙=好评 坪价=评价 五星坪=五星评 差坪=差评 返線=返现 返线=返现 反线=返现 返显=返现 反利=返利 返力=返利"
    " 刷丹=刷单 涮单=刷单 耍单=刷单 刷担=刷单 集攒=集赞 积赞=集赞 集咱=集赞 集昝=集赞 点咱=点赞 点攒=点赞 助利=助力 "
    " 砖发=转发 砖发=转发 分亨=分享 朋友卷=朋友圈 盆友圈=朋友圈 碰友圈=朋友圈 朋友quan=朋友圈 票圈=朋友圈 红苞=红包 洪包=红包 虹包=红包"
    " 抗唉=抗癌 防唉=防癌 抗艾=抗癌 防艾癌=防癌 抗嵒=抗癌 防岩=防癌 治俞=治愈 治遇=治愈 跟治=根治 艮治=根治 根冶=根治 医冶=医治 冶好=治好 包冶=包治 能冶=能治"
    " 減淝=减肥 碱肥=减肥 减飞=减肥 减匪=减肥 廋身=瘦身 降雪压=降血压 降血鸭=降血压 降血塘=降血糖 降雪糖=降血糖 降血汁=降血脂 糖料病=糖尿病"
    " 糖鸟病=糖尿病 唐尿病=糖尿病 高血鸭=高血压 消焱=消炎 消言=消炎 壮杨=壮阳 补神=补肾 祛师=祛湿 "
    " 镁白=美白 美拜=美白 祛般=祛斑 祛班=祛斑 淡班=淡斑 玻鸟酸=玻尿酸 玻料酸=玻尿酸 玻尿算=玻尿酸 肉毒肃=肉毒素 热玛机=热玛吉 水光真=水光针"
    " 香咽=香烟 香胭=香烟 香菸=香烟 电子菸=电子烟 电子咽=电子烟 电子胭=电子烟 电子焉=电子烟 中华菸=中华烟 香言=香烟 湘烟=香烟 烟蛋=烟弹 菸弹=烟弹 菸=烟 煙=烟"
    " 高访=高仿 高防包=高仿包 高纺=高仿 糕仿=高仿 原担=原单 原丹=原单 a祸=a货 精访=精仿 腹刻=复刻 负刻=复刻 副刻=复刻 複刻=复刻 1笔1=1比1"
    " 水均=水军 水菌=水军 氺军=水军 马夹号=马甲号 代里=代理 呆理=代理 招待理=招代理 加萌=加盟 家盟=加盟 加蒙=加盟 躺转=躺赚 躺砖=躺赚 躺撰=躺赚"
    " 稳砖=稳赚 拉人投=拉人头 拉仁头=拉人头 三及分=三级分 三集分=三级分 分俑=分佣 分拥=分佣 返俑=返佣 返拥=返佣 反佣=返佣 三级分肖=三级分销 人投费=人头费"
    " 押提=押题 压题=押题 鸭题=押题 必锅=必过 内慕=内幕 名题人=命题人 明题=命题"
    " 特贡=特供 特共=特供 特工酒=特供酒 国晏=国宴 赌秋=赌球 堵球=赌球 赌薄=赌博 堵博=赌博 开广=开光 开咣=开光 风氺=风水 算名=算命 "
    " 免废=免费 勉费=免费 免飞=免费 免匪=免费 抽将=抽奖 抽浆=抽奖 抽桨=抽奖 绝板=绝版 独佳=独家 全网罪=全网最 全网嘬=全网最 秒沙=秒杀 妙杀=秒杀 秒刹=秒杀 限亮=限量 仅胜=仅剩 紧剩=仅剩 仅盛=仅剩"
    " 零添佳=零添加 零添嘉=零添加 0添佳=零添加 無添=无添 母孔=母乳 母汝=母乳 木乳=母乳 母辱=母乳 奶纷=奶粉 米奇林=米其林 米七林=米其林 米其淋=米其林 秧视=央视"
    " 退宽=退款 全鹅退=全额退 全俄退=全额退 "
    " 威信号=微信号 威信同=微信同 威信搜=微信搜 加威信=加微信 维芯=微信 微信豪=微信号 微信呺=微信号 微❤=微信 徽❤=微信 蔚❤=微信 卫❤=微信 威❤=微信 薇❤=微信 v❤=微信 "
    " 微♥=微信 v♥=微信 卫♥=微信 卫星号=微信号 加蔚=加微 加卫❤=加微信 加徽=加微 "
    # Taken apart, and other ways to write one character.
    " 亻尔=你 扌戈=找 扌包=抱 扌丑=扭 扌由=抽 又寸=对 艹召=招 禾只=积 广告廾=广告 氵夬=决 纟工=红 月旨=脂 疒癌=癌 疒嵒=癌 礻去=祛 皮夫=肤 氵咸=减 冫咸=减 疒叟=瘦 广殳=疫 车侖=轮"
    " 矢豆=短 讠平=评 讠乎=评 亻弗=佛 弓虽=强 日曰最=最 扌殳=投 扌甬=捅 木又=权 氵酋=酒 火因弹=烟弹 火因卡=烟卡 钅艮=银 禾口=和"
    " 君羊=群 廴聿=建 走召=超 豕者=猪 彳敫=微 彳敝=微 忄生=性 力ロ=加 力囗=加 丷羊=美 讠羊=详 扌非=排 禾急=稳 讠寸=讨"
    # Dialect and loan spellings.
    " 宝麻=宝妈 ➕v=加v ➕微=加微 ➕薇=加微 ➕群=加群 ＋微=加微 +群=加群 +v=加v"
)
# Pictures for the characters they show, only where the two make a word; and rare or foreign forms of one character.
STRINGS += (
    " 拉👤=拉人 拉👥=拉人 👤头=人头 👥头=人头 野🐗=野猪 山🐗=山猪 野🐔=野鸡 野🐰=野兔 🐍羹=蛇羹 🐍肉=蛇肉 抗🦀=抗癌 防🦀=防癌 治🦀=治癌"
    " 个👍=个赞 集👍=集赞 点👍=点赞 求👍=求赞 保🍯=保甜 包🍯=包甜 不🍯=不甜 扫🐎=扫码 五⭐=五星 五🌟=五星 5⭐=5星 5🌟=5星"
    " 返💰=返钱 赚💰=赚钱 退💰=退钱 💰来=钱来 领🧧=领红包 发🧧=发红包 返🧧=返红包 🚬弹=烟弹 电子🚬=电子烟 卖🚬=卖烟 好🚬=好烟"
    " 🆓领=免费领 🆓送=免费送 🆓试=免费试 🥇品牌=第一品牌 全国🥇=全国第一 全网🥇=全网第一 治💊=治药 减🐷=减肥 🈚效=无效 🈚副=无副"
    " 卍能=万能 之佰=之百 百分佰=百分百 1oo%=100% 10o%=100% 1o0%=100% d一=第一 卟=不 澪添=零添 澪=零 毋乳=母乳 觧=解 缐=线 袪=祛 媄=美"
    " 無笑=无效 无笑=无效 招挑花=招桃花 桃化运=桃花运 s单=刷单 bjp=保健品 bjsp=保健食品 pyq=朋友圈 兔单=免单 兔费=免费 勉单=免单"
    " 剪肥=减肥 养谓=养胃 补慎=补肾 补渗=补肾 撞阳=壮阳 瘦脸真=瘦脸针 溶脂真=溶脂针 双眼匹=双眼皮 埋现=埋线"
    " 伽群=加群 劲群=进群 扫🐴=扫码 朋友全=朋友圈 好苹返=好评返"
    " 蕞后=最后 史上醉=史上最 原但=原单 高彷=高仿 精彷=精仿 彷货=仿货"
    " 提晟=提成 饱赚=包赚 饱过=包过"
    " 奶份=奶粉 奶粪=奶粉 疫喵=疫苗 过期坐废=过期作废 坐废=作废 做废=作废 概不推=概不退 恕不推=恕不退 不推不换=不退不换 身分证=身份证 身粉证=身份证 手鸡号=手机号"
)
STRINGS = " ".join(pair for pair in dict.fromkeys(STRINGS.split()) if len(set(pair.split("="))) == 2)
# Of those the ones with a picture, which is no sign between two characters there.
PICTURED = tuple(
    each.split("=")[0]
    for each in STRINGS.split()
    if any(char >= "\U0001f000" or char == "⭐" for char in each)
)
# What looks like a disguise and is a word: the first two characters of it would be read otherwise.
ORDINARY = (
    "威信 魏信 韦信 卫信 醉好 作非 员单 国家及 分用 为货 尾或 给赞 级赞 绩赞 代沟 精纺 包裹 绘本 助理 主力 竹荪 国家机 国家技 国家计 国家给 世界纪 世界吉 最高纪 复课 到几时 到及时 道及时 加装 佳装 家装 用金 减至 肉都 包质 包之 包制 "
    "包纸 雅中 涯中 亚中 粉红 份红 特工 特功 显量 先量 受身 收身 为信 手机好 微信好 开广 晚能 完能 用久 照商 部对 治与 房品 方品 及品 过民 套先 "
    "读博 度博 假活 刷屏 根植 根只 军功 好苹 差苹 红宝 红报 小好 微辛 托尔 托而 国演 国延 只防 保国 报过 宝过 读家 度家 独加 抽酱 香盐 刷蛋 推款 "
    "部退 惟一 待购 带购 算明 圈球 复可 排都 真替 央是 注力 最价 最号 最耗 佳盟 家盟会 原蛋 家位 家委 补身 补什 安徽信 威信县 威信镇 第10 第11 第12 第13 第14 第15 第16 第17 第18 第19 弟一个 弟一家 弟一样 弟一起"
)
# Words that lie inside the patterns, for their spelling.
SAID = (
    "最好 最佳 最低价 最便宜 最高级 最先进 最有效 最正宗 第一 第一名 第一家 第一品牌 全国第一 全网第一 全网最低 销量第一"
    " 顶级 国家级 世界级 极品 唯一 独家 首选 绝对 万能 永久 冠军 微信 加微信 微信号 薇信 朋友圈 返现 好评返现 刷单 刷好评"
    " 好评 五星好评 治疗 治愈 根治 疗效 减肥 瘦身 抗癌 防癌 消炎 排毒 降血压 降血糖 祛湿 补肾 壮阳 免费 免费领 招代理"
    " 代理 躺赚 包过 保过 提分 押题 必过 香烟 电子烟 高仿 水军 马甲 拉人头 返利 转发 集赞 助力 抽奖 加盟 月入过万 稳赚"
    " 进群 拉人 好评 红包 领红包 优惠券 赌球 赌博 算命 开光 特供 国宴 央视 米其林 内幕 命题 上岸 美白 祛斑 丰胸 玻尿酸 药妆"
    " 复刻 原单 尾单 有机 母乳 奶粉 预防 防癌 流感 糖尿病 高血压 降血脂 美容养颜 人头费 三级分销 分佣 最低消费 全额退款 最后机会 专柜价 原价"
)
# More words that are read by their sound, where one character at least is their own.
HEARD = (
    "刷评 返佣 转发 点赞 拼团 助力 秒杀 限量 仅剩 倒计时 抢购 全网最低 跳楼价 清仓 包治 癌症 糖尿 过敏 丰胸 燃脂 瘦脸 肉毒 "
    "水光针 热玛吉 埋线 隆鼻 祛痘 祛疤 抗皱 抗衰 防脱 生发 免疫力 保健品 秘方 神药 国家级 世界第一 行业第一 销量冠军 王牌 至尊 "
    "皇室 特供酒 茅台 烟酒 烟弹 电子烟 香烟 穿山甲 娃娃鱼 象牙 仿品 高仿 精仿 尾货 代购 发票 包赚 躺赚 日入 传销 分红 合伙人 "
    "招商 押中 包录取 阅卷 命题人 身份证 手机号 托儿 冒充 晒单 差评 删评 作废 最终解释权 解释权 退款 全额退 母乳 奶粉 疫苗 无添加 "
    "零添加"
)
# Those of the words to be spelled that sound like what people say all day long.
UNHEARD = "第一 唯一 第一名 第一家 世界第一 行业第一 有机 薇信 医美 治好 原价 尾单 极品 特医 上岸 提分 预防 必过 代理"
# Words of which people type one character by its first letter; no sizes, grades and shapes, which are such letters too.
BY_INITIAL = (
    "集赞 助力 转发 返现 刷单 好评 代理 加盟 抽奖 免费 返利 减肥 治疗 排毒 抗癌 防癌 壮阳 香烟 高仿 水军 包过 保过 押题 提分 进群 入群"
    " 拉人 微信 加微 最好 最低 第一 顶级 红包 躺赚 特供 赌球 算命 根治 消炎 补肾 祛斑 美白 丰胸 复刻 母乳 必过 上岸 内幕 返佣"
)
NO_INITIAL = "smlxabcdvtku"
# Initials, only those that nobody writes for anything else in such a text.
INITIALS = {
    "vx": "微信",
    "wx": "微信",
    "vxin": "微信",
    "weixin": "微信",
    "wechat": "微信",
    "jwx": "加微信",
    "jvx": "加微信",
}
INITIALS |= {
    "jiavx": "加微信",
    "jiawx": "加微信",
    "jiav": "加微",
    "jiawei": "加微",
    "vxhao": "微信号",
    "wxhao": "微信号",
}
INITIALS |= {"pyq": "朋友圈", "gzh": "公众号", "hongbao": "红包", "lhb": "领红包", "yhq": "优惠券"}
INITIALS |= {"wxid": "微信号", "weix": "微信", "vixin": "微信", "wxh": "微信号"}
# Spellings that are words or names elsewhere.
ENGLISH = {"paozi", "women", "tape", "dine", "danger", "changes", "guide", "dejia"}
