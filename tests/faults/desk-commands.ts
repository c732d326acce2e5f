/** An example of what officers send most, each of another room or kind. */
import { randomInt, randomUUID } from 'node:crypto';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import type { Scene } from '../functions/scene.ts';
import { newSecret } from '../functions/world.ts';
import { done, edge, helpWanted, hex, rpc, type Making } from './commands.ts';

export type Officers = Record<'desk' | 'lead' | 'treasurer' | 'support' | 'editor', TestOfficer>;

const article = {
	...{ category: 'news', areas: [], campaign: null, cover: null, note: '' },
	title: 'Ra quân bảo vệ mùa gặt',
	summary: 'Tổ tuần tra đi cùng bà con từ tối nay.',
	body: 'Từ **tối nay**, tổ tuần tra đi cùng bà con.'
};

/** What officers send most. */
export function ofOfficers(at: Scene, who: Officers): Making {
	const { stack, world } = at;
	const { desk, lead, treasurer, support, editor } = who;
	const today = async () => {
		const [row] = await stack.sql`select house.local_day(now())::text as day`;
		return row!.day as string;
	};
	const gift = async () => {
		const money = {
			account: 'cash',
			amount: 50_000,
			day: await today(),
			words: 'Ủng hộ phong trào'
		};
		const donor = { donor: null, shown: false, basis: null, decision: null };
		return rpc('fund_gift', { ...money, ...donor }, treasurer);
	};
	const proposed = () =>
		rpc(
			'fund_spend_propose',
			{
				...{ purpose: 'equipment', source: 'cash', amount: 10_000, words: 'Mua loa' },
				...{ payee: 'Cửa hàng Minh Họa', payee_consents: false, aid: null, families: null },
				...{ basis: null, decision: null, evidence: 'Hóa đơn minh họa số 12' }
			},
			desk
		);
	const approved = async () => {
		const { id } = (await done(at, proposed())) as { id: string };
		return { id, sent: rpc('fund_spend_approve', { id }, lead) };
	};
	return {
		'notes something': async () => {
			const { id } = await at.called();
			return rpc('queue_note', { id, body: 'Gọi lại sau 17 giờ' }, desk);
		},
		'takes a case on': async () => {
			const { id, version } = await at.called();
			return rpc('queue_assign', { id, version, officer: desk.id }, desk);
		},
		'writes down a call': async () => {
			const { id, version } = await at.called();
			return rpc(
				'queue_call',
				{ id, version, outcome: 'answered', again_at: null, note: null },
				desk
			);
		},
		'confirms a visit': async () => {
			const { id, version } = await at.booked();
			return rpc('booking_confirm', { id, version, checked: 'papers', papers: 'Thẻ cũ' }, desk);
		},
		'enters whoever rings': async () => {
			// Who has rung before is shown first.
			const phone = `0900 ${String(randomInt(1_000_000)).padStart(6, '0')}`;
			const form = { name: 'Lê Thị Ớt', phone, area: world.area };
			const more = { hamlet: null, when: 'any', about: null };
			const { lookup_hash } = await newSecret();
			const args = { lookup_hash, channel: 'hotline', seen: [], form: { ...form, ...more } };
			return edge('booking', 'booking_hotline_call_back', args, desk.token);
		},
		'takes a gift': gift,
		'proposes a payment': async () => proposed(),
		'approves a payment': async () => (await approved()).sent,
		'pays it': async () => {
			await done(at, await gift());
			const { id, sent } = await approved();
			await done(at, sent);
			return rpc('fund_spend_pay', { id, day: await today() }, treasurer);
		},
		'writes down that a family agrees': async () => {
			const form = helpWanted(world.area);
			const asked = {
				asker: 'neighbour',
				asked_by: { name: 'Trần Văn Xóm', phone: '0900 000 202', may_name: false }
			};
			const { lookup_hash } = await newSecret();
			const args = { lookup_hash, channel: 'walk_in', form: { ...form, ...asked } };
			const { id } = (await done(at, edge('support', 'support_enter', args, support.token))) as {
				id: string;
			};
			const [row] = await stack.sql`select version from queue.cases where id = ${id}`;
			return rpc(
				'support_consent',
				{ id, version: row!.version, agreed: true, how: 'in_person' },
				support
			);
		},
		'begins a post': async () =>
			edge(
				'news',
				'news_save',
				{ id: randomUUID(), version: 0, slug: null, text: article },
				editor.token
			),
		'invites a colleague': async () => {
			const of = { name: 'Phạm Thị Mời', email: `${hex(6)}@example.test`, roles: ['desk'] };
			return rpc('staff_invite', { ...of, hamlet: null, token_hash: hex(32) }, lead);
		},
		'takes a day back': async () => {
			const [{ day }] = (await stack.sql`
				select min(d.day)::text as day from booking.team_days d
				where d.unit = ${world.unit} and not booking.is_off(d, ${world.area})`) as unknown as [
				{ day: string }
			];
			const scope = { team: null, area: null, from_day: day, to_day: day };
			return rpc('booking_postpone', { ...scope, reason: 'storm', note: null }, lead);
		}
	};
}
