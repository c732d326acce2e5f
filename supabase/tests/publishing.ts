/** Posts and campaigns as the desk leaves them behind, for those who read: written by one officer, approved by another. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Category, Node } from '../functions/_shared/contracts/news.ts';

type Written = {
	unit: string;
	slug: string;
	title: string;
	summary?: string;
	category?: Category;
	areas?: string[];
	campaign?: string | null;
	tree?: Node[];
	/** Hours ago; negative: scheduled. */
	hours?: number;
};
type Hands = { author: string; approver: string };

const paragraph = (text: string): Node => ({ tag: 'p', of: [text] });

/** A post that readers see. @returns its id */
export async function publishPost(sql: Sql, by: Hands, post: Written): Promise<string> {
	const { unit, slug, title, category = 'news', areas = [], campaign = null, hours = 1 } = post;
	const summary = post.summary ?? `Tóm tắt: ${title}`;
	const tree = post.tree ?? [paragraph(`${title}.`)];
	const [row] = await sql<{ id: string }[]>`
		insert into news.posts (
			id, unit, slug, author, category, areas, campaign, title, summary, body, tree, search, writers, approved_by, approved_at, publish_at
		) values (
			${randomUUID()}, ${unit}, ${slug}, ${by.author}, ${category}, ${areas}, ${campaign}, ${title}, ${summary}, 'x',
			${sql.json(tree)}, house.fold(concat_ws(' ', ${title}::text, ${summary}::text, news.words_of(${sql.json(tree)}))),
			${[by.author]}::uuid[], ${by.approver}, now(), now() - ${hours} * interval '1 hour'
		) returning id`;
	return row!.id;
}

/** What a correction leaves under a post. */
export async function correctPost(sql: Sql, by: Hands, id: string, note: string): Promise<void> {
	await sql`
		insert into news.corrections (post, place, note, title, summary, body, officer)
		select id, 1, ${note}, title, summary, body, ${by.approver} from news.posts where id = ${id}`;
	await sql`update news.posts set corrected_at = now() where id = ${id}`;
}

export async function withdrawPost(sql: Sql, by: Hands, id: string, reason: string): Promise<void> {
	await sql`
		update news.posts set withdrawn_at = now(), withdrawn_by = ${by.approver}, reason = ${reason} where id = ${id}`;
}

/** A campaign of a month whose lead has approved it. @returns its id */
export async function publishCampaign(
	sql: Sql,
	by: Hands,
	{
		unit,
		slug,
		name,
		aim = 'Không để ai phải đi xa.'
	}: { unit: string; slug: string; name: string; aim?: string }
): Promise<string> {
	const [row] = await sql<{ id: string }[]>`
		insert into news.campaigns (unit, slug, name, aim, from_day, to_day, counters, goals, written_by, approved_by, approved_at)
		values (
			${unit}, ${slug}, ${name}, ${aim}, house.local_day(now()) - 20, house.local_day(now()) + 10,
			array['visits_done', 'tips_answered', 'meetings'], '{"visits_done": 40}', ${by.author}, ${by.approver}, now()
		) returning id`;
	return row!.id;
}
