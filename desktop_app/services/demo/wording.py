"""Chapters that a clerk rewrote: the default wording speaks of the first quarter of 2020.

A chapter that is not listed for a quarter keeps the wording that the areas propose.
"""

from __future__ import annotations

from desktop_app.core.periods import Period
from desktop_app.services.reports.texts import ReportTexts

_OPENING = (
    "{report.year}{report.period_name}，{office.name}按照“{office.guideline}”的工作思路，"
    "以实施“{office.plan_name}”为抓手，"
)
_MEETINGS = (
    "[[召开[[民主生活会{organization.democratic_life_meetings}次]]、"
    "[[组织生活会{organization.organizational_life_meetings}次]]、"
    "[[主题教育总结会{organization.education_summary_meetings}次]]，]]"
)
_DISCIPLINE = (
    "受理问题线索{integrity.clues_received}件，办结{integrity.clues_closed}件，"
    "印发作风建设通报{integrity.circulars}期，通报批评{integrity.people_criticised}人，"
    "谈话提醒{integrity.talks}人次"
    "[[；给予[[党内严重警告处分{integrity.serious_warnings}人]]、"
    "[[党内警告处分{integrity.warnings}人]]]]。"
)

_BEFORE = {
    "opening": _OPENING
    + "推动党建工作与中心任务同部署、同落实，基层党建、廉政建设等工作取得阶段性成效。"
    "现将有关情况总结如下：",
    "organization": "{office.name}坚持把基层基础抓在手上，以巩固主题教育成果为契机，"
    "推动各级党组织建设全面进步、全面过硬。\n"
    "• 扎实开展主题教育。" + _MEETINGS + "围绕学习党的十九届四中全会精神"
    "开展学习教育{organization.education_sessions}场，"
    "参加{organization.education_attendance}人次，做到党员学习全覆盖。\n"
    "• 规范组织生活制度。召开支部党员大会{organization.member_assemblies}次、"
    "支委会{organization.committee_meetings}次，讲授党课{organization.party_lectures}次，"
    "组织生活覆盖率达到{organization.meeting_coverage}%。"
    "开展主题党日{organization.party_days}次，参加党员{organization.party_day_attendance}人次，"
    "重温入党誓词{organization.oath_attendance}人次；走访帮助困难群众{organization.helped_people}名，"
    "{organization.donors}名党员参加慈善捐款，捐款{organization.donation_amount}元。\n"
    "• 严格党员发展程序。坚持成熟一个、发展一个，"
    "截至{report.as_of}，收到入党申请书{organization.applications}人，"
    "推优入党积极分子{organization.activists}人，研究通过发展对象{organization.candidates}人，"
    "接收预备党员{organization.admitted}人，预备党员转正{organization.confirmed}人。\n"
    "• 做好宗教事务服务。面向宗教活动场所负责人"
    "开展政策法规和消防安全培训{organization.religious_trainings}次，"
    "利用广播、宣传栏和微信群宣传政策法规和安全常识{organization.religious_hours}小时。",
    "integrity": "{office.name}认真履行全面从严治党主体责任，落实“一岗双责”，"
    "把纪律和规矩挺在前面，持续营造风清气正的工作环境。\n"
    "• 深化警示教育。坚持以案为鉴、以案促改，组织观看警示教育片和廉政纪录片"
    "{integrity.warning_films}次，参加{integrity.warning_attendance}人次，"
    "紧盯重要节日提醒镇村干部{integrity.reminders}次，做到抓早抓小。\n"
    "• 从严监督执纪。准确运用监督执纪“四种形态”，围绕中央八项规定精神落实、"
    "农村集体资金资产资源管理等重点开展监督检查，" + _DISCIPLINE,
}

_EPIDEMIC_LATER = (
    "{office.name}{office.committee}坚持人物同防、群防群控，把疫情防控融入日常工作，"
    "先后印发{epidemic.document_titles|names:2}等{epidemic.documents}个文件，"
    "把防控责任落实到网格、到岗位、到党员。"
    "截至{report.as_of}，{office.whole}保持疫情防控党员服务队{epidemic.teams}个，"
    "在岗党员{epidemic.mobilised|左右}名，累计值守{epidemic.duty_hours|超过|万}个小时。"
    "[[工作中涌现出[[优秀党员{epidemic.exemplary_members|names:3}]]，"
    "[[党员模范夫妻{epidemic.model_couples|names:2}]]，"
    "[[优秀支部书记{epidemic.exemplary_secretaries|names:3}]]等先进典型。]]"
    "[[{epidemic.promising|names:3}等入党积极分子和发展对象主动参与志愿服务，展现了良好风貌。]]"
    "{office.whole}疫情形势保持平稳，群众生产生活秩序井然。"
)
_PRODUCTION_LATER = (
    "{office.name}坚持防控和发展两手抓，"
    "印发{production.document_titles|names:2}等{production.documents}个文件，"
    "推动党员干部常态化联系企业，帮助解决用工、融资、物流等方面的困难。"
    "截至{report.as_of}，{production.four_posts}名党员在企业志愿服务岗担任"
    "“办证员”“采购员”“监督员”“指导员”，{production.stationed}名党员驻厂服务。"
    "辖区规模以上企业复工率{production.large_resumption_rate}%、复产率{production.large_production_rate}%，"
    "规模以下企业复工率{production.medium_resumption_rate}%、复产率{production.medium_production_rate}%，"
    "小微企业复产率{production.small_production_rate}%，沿街商店复产率{production.shop_production_rate}%；"
    "复工企业返岗率、达产率均{production.lower_rate|.0|超过}%，生产经营稳定向好。"
)
_ORGANIZATION_LATER = (
    "{office.name}树牢大抓基层的鲜明导向，以提升组织力为重点，推动基层党建与中心工作深度融合。\n"
    "• 抓实学习教育。[[召开民主生活会{organization.democratic_life_meetings}次，]]"
    "[[开展民主评议党员{organization.democratic_reviews}次，]]"
    "召开支部党员大会{organization.member_assemblies}次，讲授党课{organization.party_lectures}次，"
    "通过集中学习、上门送学、网络课堂等方式开展学习教育{organization.education_sessions}场，"
    "参加{organization.education_attendance}人次。\n"
    "• 丰富组织生活。开展主题党日{organization.party_days}次，"
    "参加党员{organization.party_day_attendance}人次，"
    "重温入党誓词{organization.oath_attendance}人次，组织生活覆盖率{organization.meeting_coverage}%；"
    "帮助困难群众{organization.helped_people}名，"
    "[[服务居家隔离户{organization.isolated_visits}户次，]]"
    "{organization.donors}名党员参加爱心捐款，捐款{organization.donation_amount}元。\n"
    "• 严把党员发展关口。注重在急难险重任务中发现、培养和考察骨干。"
    "截至{report.as_of}，收到入党申请书{organization.applications}人，"
    "[[其中申请火线入党{organization.fast_track_applications}人，]]"
    "推优入党积极分子{organization.activists}人，研究通过发展对象{organization.candidates}人，"
    "接收预备党员{organization.admitted}人，预备党员转正{organization.confirmed}人。\n"
    "• 做好宗教事务服务。面向宗教活动场所负责人"
    "开展政策法规和防疫知识培训{organization.religious_trainings}次，"
    "利用广播、宣传车和微信群宣传健康知识和有关政策{organization.religious_hours}小时。"
)
_INTEGRITY_LATER = (
    "{office.name}认真履行全面从严治党主体责任，落实“一岗双责”，"
    "坚持严的主基调不动摇，为各项工作提供纪律保障。\n"
    "• 强化廉政教育。组织观看警示教育片和廉政纪录片{integrity.warning_films}次，"
    "参加{integrity.warning_attendance}人次，"
    "在重要节日和关键节点提醒镇村干部{integrity.reminders}次，筑牢拒腐防变的思想防线。\n"
    "• 从严监督执纪。准确运用监督执纪“四种形态”，聚焦常态化疫情防控责任落实、"
    "惠农资金和农村集体资产管理等重点领域开展监督检查，" + _DISCIPLINE
)
_LATER = {
    "epidemic": _EPIDEMIC_LATER,
    "organization": _ORGANIZATION_LATER,
    "production": _PRODUCTION_LATER,
    "integrity": _INTEGRITY_LATER,
}
_LATER_TITLES = {
    "epidemic": "慎终如始，推动疫情防控抓在日常",
    "production": "精准服务，助力企业稳产增效",
}

_BODIES = {
    "2019Q4": _BEFORE,
    "2020Q2": _LATER,
    "2020Q3": _LATER,
    "2020Q4": _LATER,
}


def rewrite(texts: ReportTexts, quarter: Period) -> None:
    """Give a quarter's report its own words."""
    bodies = _BODIES.get(quarter.code, {})
    for chapter in texts.report(quarter).chapters:
        if chapter.key in bodies:
            title = _LATER_TITLES.get(chapter.key, chapter.title)
            texts.save_chapter(chapter.uid, body=bodies[chapter.key], title=title)
