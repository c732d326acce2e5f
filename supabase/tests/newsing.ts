/** What editors do, said shortly: each calls its door as the officer's browser, or the edge for it, would. */
import { randomUUID } from 'node:crypto';
import { cleanBody, readArticle, slugOf } from '../functions/_shared/article/index.ts';
import { doors as desk, type Whole } from '../functions/_shared/contracts/news-desk.ts';
import { doors } from '../functions/_shared/contracts/news.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ask, tell, type Args } from './ledger-asking.ts';
import { officerOf, type Person } from './people.ts';

export { refused, type Args } from './ledger-asking.ts';
export const unit = '21439';
export const neighbourUnit = '21451';

export type Newsroom = {
	db: TestDatabase;
	editor: Person;
	second: Person;
	lead: Person;
	desk: Person;
	/** An editor of another unit. */
	neighbour: Person;
};

export async function newsroom(): Promise<Newsroom> {
	const db = await createDatabase();
	const of = (roles: string[], where = unit) => officerOf(db, where, roles);
	return {
		db,
		editor: await of(['editor']),
		second: await of(['editor']),
		lead: await of(['lead']),
		desk: await of(['desk']),
		neighbour: await of(['editor'], neighbourUnit)
	};
}

export const text = (over: Args = {}) => ({
	...{ category: 'news', areas: [], campaign: null, cover: null, note: '' },
	title: 'Ra quân bảo vệ mùa gặt',
	summary: 'Tổ tuần tra đi cùng bà con từ tối nay.',
	body: 'Từ **tối nay**, tổ tuần tra đi cùng bà con.',
	...over
});

type Stands = { state: string; editing: string | null; version: number };
type Saved = Stands & { slug: string; edited_at: string };

/** Keeps a text as the edge does; without an id it begins a post. */
export async function save(
	s: Newsroom,
	over: Args = {},
	{
		id = randomUUID() as string,
		version = 0,
		slug = null as string | null,
		who = s.editor,
		key = randomUUID() as string,
		tree = undefined as unknown
	} = {}
): Promise<Saved & { id: string }> {
	const typed = text(over);
	const read = tree ?? readArticle(cleanBody(typed.body))!.tree;
	const request = { id, version, slug, text: typed };
	const made_slug = slugOf(typed.title);
	const saved = await ask<Saved>(s, who, 'news_save_write', {
		key,
		request,
		tree: read,
		made_slug
	});
	return { ...desk.news_save.answer.parse(saved), id } as Saved & { id: string };
}

export const send = (s: Newsroom, id: string, version: number, who = s.editor) =>
	tell<Stands>(s, who, 'news_send', { id, version });
export const approve = (
	s: Newsroom,
	id: string,
	version: number,
	publish_at: string | null = null,
	who = s.second
) => tell<Stands>(s, who, 'news_approve', { id, version, publish_at });

/** A post that is sent for a second look. */
export async function sent(s: Newsroom, over: Args = {}, at: Parameters<typeof save>[2] = {}) {
	const saved = await save(s, over, at);
	await send(s, saved.id, saved.version, at.who);
	return saved;
}
/** A post that readers see. */
export async function published(s: Newsroom, over: Args = {}, at: Parameters<typeof save>[2] = {}) {
	const saved = await sent(s, over, at);
	await approve(s, saved.id, saved.version);
	return saved;
}

export const open = async (s: Newsroom, id: string, who = s.editor): Promise<Whole> =>
	desk.news_open.answer.parse(await ask(s, who, 'news_open', { id }));
export const listed = async (
	s: Newsroom,
	state: string | null,
	who = s.editor,
	after: unknown = null,
	size = 100
) => desk.news_desk.answer.parse(await ask(s, who, 'news_desk', { state, after, size }));
export const command = (s: Newsroom, who: Person, name: string, args: Args) =>
	tell<Stands>(s, who, name, args);

export const freeSlug = async (s: Newsroom, id: string, slug: string) =>
	desk.news_slug.answer.parse(await ask(s, s.editor, 'news_slug', { id, slug }));

/** What a reader without an account is shown. */
export const read = async (s: Newsroom, slug: string) =>
	doors.news_post.answer.parse(await ask(s, 'anon', 'news_post', { slug }));
export const list = async (s: Newsroom, over: Args = {}) =>
	doors.news_list.answer.parse(
		await ask(s, 'anon', 'news_list', {
			...{ unit: null, category: null, area: null, campaign: null, words: null, before: null },
			...{ size: 50, ...over }
		})
	);
export const feed = async (s: Newsroom, over: Args = {}) =>
	doors.news_feed.answer.parse(
		await ask(s, 'anon', 'news_feed', { unit: null, category: null, area: null, ...over })
	);

/** A picture whose bytes the edge has kept. */
export const picture = (s: Newsroom, alt = 'Tổ tuần tra trên đồng', who = s.editor) =>
	pictureOf(s, randomUUID().replaceAll('-', '').repeat(2), alt, who);

/** One of these bytes. */
export const pictureOf = (
	s: Newsroom,
	sha256: string,
	alt = 'Tổ tuần tra trên đồng',
	who = s.editor
) => {
	const file = { type: 'webp', width: 480, height: 320, bytes: 9000, share: false };
	return tell<{ id: string }>(s, who, 'news_image_write', {
		request: { sha256 },
		alt,
		files: [
			{ ...file, sha256 },
			{ ...file, sha256, type: 'jpeg', share: true }
		]
	});
};
