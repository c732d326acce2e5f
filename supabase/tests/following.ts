/** Browsers that follow and posts that appear, in the SQL tests: each made as the edge and the editors make it. */
import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { doors, type Subscription } from '../functions/_shared/contracts/notify-follow.ts';
import type { TestDatabase } from '../local/testing.ts';
import { newKey, officerOf, one, type Person } from './people.ts';

export const unit = '21439';
export const wished = {
	unit,
	categories: ['warnings'] as string[],
	areas: [] as string[],
	lang: 'vi'
};

/** A subscription as a browser gives it. */
export function subscribed(over: Partial<Subscription> = {}): Subscription {
	return {
		endpoint: `https://push.test/send/${randomBytes(9).toString('base64url')}`,
		p256dh: createECDH('prime256v1').generateKeys().toString('base64url'),
		auth: randomBytes(16).toString('base64url'),
		...over
	};
}

export type Push = {
	post: string;
	follow: string;
	claim: string;
	subscription: Subscription;
	notice: Record<string, string>;
};
const service = { role: 'service_role' } as const;

export async function followsOf(db: TestDatabase) {
	const author = await officerOf(db, unit, ['editor']);
	const approver = await officerOf(db, unit, ['lead']);
	/** Noon of today: in no quiet hour, at whichever hour this runs. */
	const { noon } = one(await db.sql`select house.at(house.local_day(now()), 720) as noon`);
	const later = (minutes: number) => new Date((noon as Date).getTime() + minutes * 60_000);

	async function follow(
		over: object = {},
		sub = subscribed(),
		{ key = newKey(), proof = newKey() } = {}
	) {
		const wish = { ...wished, ...over };
		const request = { subscription: sub, wish, proof };
		const seen = await db.as(service, async (tx) =>
			doors.follow_start.answer.parse(
				one(
					await tx`select public.follow_write(${key}, ${tx.json(request as never)}, ${tx.json(sub)}, ${tx.json(wish as never)}, ${proof}) as a`
				).a
			)
		);
		return { sub, seen };
	}

	/** A post that everybody may read since a minute ago, unless told. */
	async function post(over: Record<string, unknown> = {}): Promise<string> {
		const id = randomUUID();
		const row = {
			unit,
			category: 'warnings',
			areas: [] as string[],
			title: 'Cảnh báo thủ đoạn giả danh công an',
			slug: `canh-bao-${id.slice(0, 8)}`,
			ago: '1 minute',
			...over
		};
		await db.sql`
			insert into news.posts (
				id, unit, slug, author, category, areas, title, summary, body, tree, search, writers, approved_by, approved_at, publish_at
			)
			values (
				${id}, ${row.unit}, ${row.slug}, ${author.sub}, ${row.category}, ${row.areas}, ${row.title}, 'Tóm tắt', 'Bài', '["Bài"]', 'bai',
				${[author.sub]}, ${approver.sub}, now(), now() - ${row.ago}::interval
			)`;
		return id;
	}
	/** As `news_withdraw` does it. */
	const withdraw = (id: string, by: Person = approver) => db.sql`
		update news.posts set withdrawn_at = now(), withdrawn_by = ${by.sub}, reason = 'Có chi tiết sai' where id = ${id}`;

	const take = async (at: Date = noon, size = 100) =>
		one(await db.sql`select notify.take_pushes(${size}, 60, ${at}) as t`).t as {
			pushes: Push[];
			more: boolean;
		};
	const finish = (pushes: Push[], outcome: string, at: Date = noon, after: number | null = null) =>
		db.sql`select notify.finish_pushes(${db.sql.json(
			pushes.map(({ post, follow, claim }) => ({ post, follow, claim, outcome, after }))
		)}, ${at})`;
	const counted = async (id: string) =>
		one(
			await db.sql`select meant, sent, gone, failed, unsure, late from notify.told_posts where post = ${id}`
		);
	const read = ({ endpoint, auth }: Subscription, role: 'anon' | 'authenticated' = 'anon') =>
		db.as({ role }, async (tx) =>
			doors.follow_read.answer.parse(
				one(await tx`select public.follow_read(${endpoint}, ${auth}) as a`).a
			)
		);
	const stop = ({ endpoint, auth }: Subscription) =>
		db.as({ role: 'anon' }, async (tx) =>
			doors.follow_stop.answer.parse(
				one(await tx`select public.follow_stop(${endpoint}, ${auth}) as a`).a
			)
		);
	const move = (former: Subscription, sub: Subscription) =>
		db.as(
			service,
			async (tx) =>
				one(
					await tx`select public.follow_move_write(${tx.json({ endpoint: former.endpoint, auth: former.auth })}, ${tx.json(sub)}) as a`
				).a as boolean
		);
	return {
		noon,
		later,
		author,
		approver,
		follow,
		post,
		withdraw,
		take,
		finish,
		counted,
		read,
		stop,
		move
	};
}
export type Following = Awaited<ReturnType<typeof followsOf>>;
