import type { TransactionSql } from 'postgres';

/** The demonstration's campaign: under way for three weeks, counted from the demonstration's own work, with its posts. */
export async function beginCampaign(
	tx: TransactionSql,
	unit: string,
	{ editor, second }: { editor: string; second: string }
): Promise<void> {
	await tx`
		with c as (
			insert into news.campaigns (unit, slug, name, aim, from_day, to_day, counters, goals, written_by, approved_by, approved_at)
			values (
				${unit}, ${`den-nha-lam-can-cuoc-${unit}`}, 'Đợt cao điểm đến nhà người già yếu làm căn cước',
				'Trong sáu tuần, người già yếu, khuyết tật nặng có căn cước mà không phải rời nhà. Dữ liệu minh họa.',
				house.local_day(now()) - 21, house.local_day(now()) + 21, array['visits_done', 'meetings', 'tips_answered'],
				'{"visits_done": 60, "meetings": 6}', ${editor}, ${second}, now()
			) returning id
		)
		update news.posts p set campaign = c.id from c where p.unit = ${unit} and p.category = 'campaigns' and p.approved_by is not null`;
}
