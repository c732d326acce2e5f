/**
 * Of what officers type, and residents in every room: where the database refuses the very row that has the words and quotes it, no process
 * prints one of them; nor where all of it is taken.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startScene, type Scene } from '../functions/scene.ts';
import { makeDesk, type Desk } from '../functions/sealing.ts';
import { foundAmong, written } from '../functions/traces.ts';
import { ofResidents, send, type Sent } from './commands.ts';
import { ofOfficers, type Officers } from './desk-commands.ts';
import { staffed } from './staffed.ts';

/** What the examples of commands say, by the room that keeps it. */
const words = {
	note: 'Gọi lại sau 17 giờ',
	papers: 'Thẻ cũ',
	caller: 'Lê Thị Ớt',
	person: 'Nguyễn Thị Lụa',
	booker: 'Nguyễn Văn Bền',
	landmark: 'Nhà sau chợ, cổng xanh',
	gift: 'Ủng hộ phong trào',
	payment: 'Mua loa',
	payee: 'Cửa hàng Minh Họa',
	evidence: 'Hóa đơn minh họa',
	asker: 'Trần Văn Xóm',
	family: 'Võ Thị Lành',
	title: 'Ra quân bảo vệ mùa gặt',
	colleague: 'Phạm Thị Mời',
	'phone of a caller': '900000103',
	'phone of a family': '900000201',
	'phone as it was typed': '0900 000 10',
	tip: 'age-encryption.org/v1'
};

/** Commands in which somebody says something that is kept. */
const spoken = [
	...['books', 'waits for a place', 'asks for a call', 'asks for help', 'sends a tip'],
	...['notes something', 'confirms a visit', 'enters whoever rings', 'takes a gift'],
	...['proposes a payment', 'approves a payment', 'pays it', 'writes down that a family agrees'],
	...['begins a post', 'invites a colleague']
];

let at: Scene;
let tips: Desk;
let who: Officers;
beforeAll(async () => {
	at = await startScene({ teams: 2, days: 4, places: 12 });
	tips = await makeDesk(at);
	who = await staffed(at, tips);
	await refuses(false);
	const tables = await at.sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname in
			('booking', 'fund', 'news', 'notify', 'queue', 'results', 'rounds', 'staff', 'support', 'tips')`;
	for (const { name } of tables)
		await at.sql.unsafe(`
			create trigger aa_provoked before insert or update on ${name}
			for each row execute function public.provoked()`);
}, 120_000);
afterAll(() => at?.stop());

/** Whether the database refuses, and quotes, every row with one of the words that the API writes. */
const refuses = (whether: boolean) =>
	at.sql.unsafe(`
		create or replace function public.provoked() returns trigger language plpgsql as $$
		begin
			if ${whether} and current_setting('application_name') = 'gandan api' and new::text ~ '${Object.values(
				{ ...words, tip: Buffer.from(words.tip).toString('hex') }
			).join('|')}' then
				raise exception '%', new using detail = new::text, hint = new::text;
			end if;
			return new;
		end $$`);

/** What of them stands where. */
const found = () => foundAmong(written(at.stack), Object.entries(words));

const residents = Object.keys(ofResidents({} as Scene, {} as Desk));
const officers = Object.keys(ofOfficers({} as Scene, {} as Officers));
/** What each says last, with all before it done. */
const making = (): Record<string, () => Promise<Sent>> => ({
	...ofResidents(at, tips),
	...ofOfficers(at, who)
});

it('none of what is taken is printed, and none of what is refused', async () => {
	const { origin, keys } = at.stack;
	const statuses: Record<string, number[]> = {};
	for (const what of [...residents, ...officers]) {
		const sent = await making()[what]!();
		await refuses(true);
		const refused = (await send(origin, keys.publishable, sent)).status;
		await refuses(false);
		const taken = (await send(origin, keys.publishable, sent)).status;
		statuses[what] = [refused, taken];
	}
	expect(Object.entries(statuses).filter(([, [, taken]]) => taken !== 200)).toEqual([]);
	const kept = Object.entries(statuses).filter(([, [refused]]) => refused! >= 400);
	// Those that have words, each of them: a resident's in every room, and an officer's of cases, fund, help, news and colleagues.
	expect(kept.map(([what]) => what)).toEqual(expect.arrayContaining(spoken));
	expect(at.stack.heard.api.join('\n')).toContain("code: 'P0001'");
	expect(found()).toEqual([]);
}, 120_000);
