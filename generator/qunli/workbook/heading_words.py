"""The words that headings are made of: what they say of whose hour, day or text a column has."""

from __future__ import annotations

import re

NUMBERED = re.compile(
    r"[\d一二三四五六]+$|^第?[\d一二三四五六]+[个条次发遍轮波]?|(?<=[一-鿿])(?:版本)?[a-d](?:版|款)?$|^[a-d](?:版|款|组|方案)?(?=[一-鿿])|^(?:备选|候选|首发|补发|再发|重发)"
)
# A text that is only posted where another cannot be.
STANDBY = re.compile(r"^(?:备用|应急|替补|兜底)|\((?:备用|应急|替补|兜底)\)$")
# Whether there is one to be prepared: 是否配图.
WHETHER = re.compile("^(?:是否|有无|有没有|要不要|需不需要|需要?)(?:需要?|要|配有|有|带|附|加)?|吗$")
# What is posted at the hour, and not what begins then: 发群时间, but 开播时间.
POSTED = re.compile("发(?![货售薪展车奖酵])|推送|推文|群推|触达|通知|公告|播报|post|send|publish")
# What a heading has that says what came of a post, what is done before it or who kept the sheet when, and nothing of
# what is posted at which hour.
AFTERWARDS = re.compile(
    r"^是否|^有无|^要不要|(?:[截交定]稿|拍摄|上传|设计|制作|准备|备货|[截收]单|提醒|打包|[到发取]货|集合)(?:时间|日期)|"
    r"实际|完成|审核|审批|复盘|效果|反馈|结果|情况|转化|阅读|点赞|评论|转发|曝光|截图|创建|更新|修改|录入|提交|填写|数据$|(?<!天)[数率量]$|"
    r"created|updated|modified|actual|approv|review|deadline"
)
# What an offer is and until when it holds: facts of what is posted at an hour that other columns say.
FACT = re.compile(
    r".{0,6}(?:价格?|单价|价位|规格|净含量|库存|限[购量]|[份]数|产地|面额|券额|优惠(?:内容|力度)?|赠品|门槛|有效期|口令|名额|地[点址]|定金|运费|口味|尺码|颜色|重量|"
    r"(?:[截结][团单止]|开[团抢售]|返场|成团|上架|收单|下架|停售|到货|到店|提货|自提|取货|发货|配送|送达|预售|核销|使用|兑换|领取|集合)(?:的?(?:时间|日期|日|时段))|(?:提货|自提|取货)[点处]|截[团单]|到货|提货|自提|发货|duedate|deadline)"
    # What belongs to a text and stands beside it.
    r"|(?:文案|内容)?(?:开头|结尾|首句|尾句|结束语|导语|引导语?|钩子|行动号召|口号|卖点|亮点|利益点|关键词|标签|(?:参考|正确|标准)?答案|谜底|话题|福利点?|奖品|玩法|权益|规则|力度|范围|券码|优惠券|电话|平台)"
    r"|.{1,4}(?:引导|标签|话题|卖点|亮点|奖品|福利|规则|玩法|权益|力度|平台|券码|电话)|(?:奖品设置|接龙(?:格式|规则))|cta|slogan|hashtags?|tags?|platform"
)
ID = re.compile("(?:id|编[号码]|序号)$")
# What may stand around 时间, 日期, 文案 and does not change whose they are.
QUALIFIERS = re.compile(
    r"(?:发布|发送|推送|触达|群发|发圈|发群|发到|发出|发|推|群内|群里|社群|群?公告|播报|社区|微信|企微|企业微信|群|圈|券|朋友圈|私域|私聊|文案|文字|内容|话术|正文|文本|"
    r"具体|详细|主要|定时|最终|完整|正式|计划|拟定?|预计|预定|建议|对应|当[天日]|每[日天周月]|[今本]日|本[周月]|时间|日期|时刻|星期|[周日时点段]|节点|安排|"
    r"这里|各个?|填写?|用?24小时制?|执行|运营|营销|宣传|日常|[的之在于要哪和与及或、/+&._|~-]|什么|第?[\d一二三四五六七八九十]+|[条次个版句篇]|[a-d]|早[上间晨]?|[中晚][上间午]?|午间?|[上下]午|"
    r"标准|开始|起始|起止|起讫|范围|区间|大概|大约|大致|差不多|[主副]|[名称]|类型|post(?:ing|ed)?|publish(?:ing)?|send(?:ing)?|scheduled?|planned|plan|group|wechat|chat|message|"
    r"content|copy|text|the|of|to|in|at|and|local|main|final|date|day|time|week|sop)*",
)
# The same day as that of the post, and not the same hour.
OF_DAY = re.compile("直播|活动|节日|节庆|营业")
OF_TEXT = re.compile(
    "活动|节日|优惠|商品|产品|课程|新品|栏目|通知|提醒|消息|推文|打卡|任务|早安|晚安|朗读|学习|养生|育儿|护肤|美妆|健康|科普|知识|干货|食谱|菜谱|种草|团购|秒杀|促销|福利|节气|问候|祝福|上新|互动|答疑"
)
# The days of a run are counted from joining too.
OF_RUN = re.compile(
    "^(?:新人|新客|会员|客户)?(?:入群|进群|加群|入会|加好友|添加好友|开营|开课)(?:后|之后)?的?"
)
# What a word in brackets makes of a heading: 时间(开播) is no hour of a post, while 时间(24小时制) is one.
FOREIGN = re.compile(
    "开播|下播|直播|[到发收取备]货|截[止稿单]|[收开下]单|审[核批]|拍摄|制作|设计|提醒|开[课团营售]|到店|集合|上课|竞品|备[选用份]|"
    "客户|顾客|客人|参考|示例|样例|旧|作废|不发|勿发|别发|内部"
)
OF_ANOTHER = re.compile("首发|发布会|收|领|取|接|退|完成|预约|报名|考试|放假|放款|出发|发车")
# A weekday is a value, and no heading 星期 or 周 with its number.
WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")
ENGLISH = re.compile(r"[A-Za-z][A-Za-z .&'/-]*")
CHINESE = re.compile(r"[^\x00-\x7f]+")
# English words that are headings only beside the Chinese one.
MEANS = {
    **dict.fromkeys(("schedule", "slot", "hour", "clock", "when", "timing", "sendtime", "posttime"), "when"),
    **dict.fromkeys(("wording", "draft", "article", "copywriting", "words", "messages", "what"), "copy"),
    **dict.fromkeys(
        ("host", "staff", "poster", "editor", "who", "person", "by", "operator", "incharge"), "owner"
    ),
    **dict.fromkeys(("memo", "tips", "tip", "comment"), "notes"),
    **dict.fromkeys(("photo", "photos", "pic", "pics", "img", "poster", "material", "materials"), "media"),
    **dict.fromkeys(("name", "item", "campaign", "column", "subjectline"), "title"),
    **dict.fromkeys(("groups", "community", "chatgroup", "wechatgroup"), "group"),
    **dict.fromkeys(("stage", "phase"), "stage"),
}
# A heading that is a sign only, 👤, by what the sign shows.
SIGNS = {
    **dict.fromkeys("📅📆🗓", "日期"),
    **dict.fromkeys("⏰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⏱⏲⌚🕰", "时间"),
    **dict.fromkeys("📝✍💬🗨📢📣", "文案"),
    **dict.fromkeys("👤🙋👩👨🧑👧👦👸💁", "负责人"),
    **dict.fromkeys("🖼📷📸🏞🎨", "配图"),
    **dict.fromkeys("👥👪", "群"),
    **dict.fromkeys("🔗", "链接"),
    **dict.fromkeys("🏷📌", "主题"),
}
PICTURE = re.compile("(?:[附主长副]|效果|封面|产品|商品|实拍|海报|宣传|现场|素材|图文)(?:图片?|照片|图/视频)")
# Alone these name what is sent; in longer words, 推送点, they do not.
SENT_ALONE = re.compile(
    "群?推送|群发|播报|群播报|群[内里](?:要|怎么)?(?:发布?|发送|推送|播报|说|讲)(?:什么|啥)?"
)
# For whom of a group something is, which no plan can hold.
AUDIENCE = re.compile(
    "(?:人群|受众|客群|(?:会员|客户|顾客|用户|客人|学员|粉丝|好友)(?:等级|级别|类型|类别|分类|分层|分组|标签|阶段|身份|群体)|^(?:客户|顾客|客人|用户))$"
)
# Words for some of the people in a group.
SOME_PEOPLE = re.compile(
    "(?:.{0,2}(?:新客|老客|新人|老人|会员|顾客|客户|用户|学员|粉丝|潜客|宝妈|宝爸|家长|男士|女士|白领|学生|VIP|金卡|银卡|黑卡|沉睡客?|流失客?)户?)(?:们|群体|人群)?",
    re.IGNORECASE,
)
# How a post is sent, which no plan can hold: 是否@所有人, 群公告.
MANNER = re.compile(
    "(?:是否|要不要|需要|需不需要)?(?:@|艾特|at)(?:所有人|全[员体]|大家|谁|人)?|(?:是否|要不要)(?:发?(?:群)?公告|置顶|接龙|抽奖)|置顶"
)
# What is said below a text is no text of its own: 评论区补充, 首条评论.
COMMENT = re.compile(
    "(?:首条?|置顶|自己)?(?:评论区?|跟评|首评)(?:补充|引导|内容|文案|话术|互动|跟评|留言|置顶)?"
)
# Who may stand above names: 教练 above 大刘; above texts each is a column of what that person posts.
_ROLE = (
    r"(?:(?:主讲|授课|带班|跟班|当班|值班|对接|跟进|执行|落实|承接|发布|负责|责任|出镜|主理|经办|承办|经纪|业务|接待|值勤|社群|客户|群内?)?"
    r"(?:[小本]?店[长员主助]|老[师板]|教[练师务]|助教|班主任|班长|讲师|导师|团长|主播|主持|导购|顾问|管家|客服|群主|管理员|群管|运营|跟单|主理人|营养师|美容师|设计师|医生|药师|护士|技师|"
    r"阿姨|同事|人员|员工|经理|主管|专员|助理|组长|队长|志愿者|社工|谁|人|者|员)|"
    r"执行|值守|当班|主理|场控|中控|带队|领队|督导|前台|导诊|文员|干事|经纪|版主|DM|HR)"
)
PERSON = re.compile(rf"{_ROLE}(?:\s*[/／、&]\s*{_ROLE})*")
