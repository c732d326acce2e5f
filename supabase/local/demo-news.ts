/**
 * News of the demonstration: a post of each kind and more, one corrected, one withdrawn, one for tomorrow, one that waits for a
 * second look. Nobody and nothing in them is real, and each says so.
 */
import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { cleanBody, plainText, readArticle, slugOf } from '../functions/_shared/article/index.ts';
import { beginCampaign } from './demo-campaign.ts';
import { posts, type DemoPost } from './demo-posts.ts';

type Named = { unit: string; email: string; roles: readonly string[] };

const sample = '*Dữ liệu minh họa: không có người thật, việc thật trong bài này.*';

/** Begins with posts in each demonstration unit that has an editor and a lead and no post yet. */
export async function ensureNews(sql: Sql, officers: readonly Named[]): Promise<void> {
	const having = (role: string) => officers.filter(({ roles }) => roles.includes(role));
	for (const { unit, email } of having('editor')) {
		const lead = having('lead').find((one) => one.unit === unit);
		if (!lead) continue;
		await sql.begin(async (tx) => {
			const [known] = await tx`select 1 from news.posts where unit = ${unit} limit 1`;
			const people = await tx<{ email: string; user_id: string }[]>`
				select email, user_id from staff.officers where email in (${email}, ${lead.email})`;
			const of = (wanted: string) => people.find((one) => one.email === wanted)?.user_id;
			const [editor, second] = [of(email), of(lead.email)];
			if (known || !editor || !second) return;
			for (const post of posts) await begin(tx, unit, { editor, second }, post);
			await beginCampaign(tx, unit, { editor, second });
		});
	}
}

async function begin(
	tx: TransactionSql,
	unit: string,
	{ editor, second }: { editor: string; second: string },
	{ category, title, summary, body, ago, until, note }: DemoPost
): Promise<void> {
	const id = randomUUID();
	const typed = cleanBody(`${body}\n\n${sample}`);
	const tree = readArticle(typed)!.tree;
	const at = new Date(Date.now() - ago * 86_400_000);
	// What is for tomorrow was written today.
	const done = new Date(Math.min(at.getTime(), Date.now()));
	await tx`insert into news.posts (id, unit, slug, author, made_at, changed_at)
		values (${id}, ${unit}, news.free_slug(${id}, ${slugOf(title)}), ${editor}, ${done}, ${done})`;
	const say = (what: string, officer: string, words: string | null = null) =>
		tx`insert into news.events (post, unit, at, officer, what, words) values (${id}, ${unit}, ${done}, ${officer}, ${what}, ${words})`;
	await say('written', editor);
	if (until === 'draft' || until === 'review') {
		await tx`insert into news.workings
			(post, version, stage, category, areas, title, summary, body, tree, writers, editor, edited_at, sent_by, sent_at)
			values (${id}, 1, ${until}, ${category}, '{}', ${title}, ${summary}, ${typed}, ${tx.json(tree as never)}, ${[editor]}, ${editor},
				${at}, ${until === 'review' ? editor : null}, ${until === 'review' ? at : null})`;
		return;
	}
	const words = [title, summary, plainText(tree)].join(' ');
	const corrected = until === 'corrected' ? new Date(at.getTime() + 3_600_000) : null;
	await tx`update news.posts set category = ${category}, title = ${title}, summary = ${summary}, body = ${typed},
		tree = ${tx.json(tree as never)}, search = house.fold(${words}), writers = ${[editor]}, approved_by = ${second},
		approved_at = ${done}, publish_at = ${at}, corrected_at = ${corrected}
		where id = ${id}`;
	await say('approved', second);
	if (corrected)
		await tx`insert into news.corrections (post, place, at, note, title, summary, body, officer)
			values (${id}, 1, ${corrected}, ${note!}, ${title}, ${summary}, ${typed}, ${second})`;
	if (until === 'withdrawn')
		await tx`update news.posts set withdrawn_at = now(), withdrawn_by = ${second}, reason = ${note!} where id = ${id}`;
}
