/** What a tip leaves behind: words planted in it are nowhere in database, storage or log. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identifiersIn } from '../../src/lib/tips/identifiers.ts';
import { piecesOf } from './forms.ts';
import { key, startScene, type Scene } from './scene.ts';
import {
	base64,
	makeDesk,
	newSender,
	openTip,
	post,
	said,
	sealTo,
	tipOf,
	uploadOf
} from './sealing.ts';
import { foundAmong, leftBehind } from './traces.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1 });
});
afterAll(() => at?.stop());

it('words of a tip, its photo, its code and its browser are nowhere but in the hands of those it is for', async () => {
	const desk = await makeDesk(at);
	const sender = await newSender(at);
	const planted = {
		text: 'gỗ lậu ở bến Trà Bồng, xe 76-H1 678.90, gọi 0900.000.775, tài khoản 0000 7751 2098 5536',
		plate: '76-H1 678.90',
		phone: '0900.000.775',
		account: '0000 7751 2098 5536',
		place: 'Đường Kiểm Lâm cũ',
		exif: 'Apple iPhone Quảng Ngãi',
		officer: 'xin ông cho biết biển số',
		message: 'xe bán tải màu xanh rêu',
		browser: 'PlantedBrowser/7.7',
		address: '203.0.113.77'
	};
	const disguise = { 'user-agent': planted.browser, 'x-forwarded-for': planted.address };
	const part = key();
	const photo = await sealTo(sender.room.recipient, 16, { exif: planted.exif });
	expect((await post(at, uploadOf(sender, part, photo), disguise)).status).toBe(200);
	const inHeader = identifiersIn(planted.text, planted.place);
	const header = base64(await sealTo(sender.room.recipient, 1, inHeader));
	const tip = { ...(await tipOf(at, desk, sender, planted.text)), header };
	const sent = await post(at, { ...tip, parts: [part] }, disguise);
	expect(sent.status).toBe(200);
	await post(at, { ...tip, urgent: true }, disguise);
	await post(at, { ...tip, body: planted.text }, disguise);

	const [row] = await at.sql`select id from queue.cases where reference = ${said(sent).reference}`;
	const sealed = async (text: string) => base64(await sealTo(sender.room.recipient, 4, { text }));
	const officer = { key: key(), id: row!.id, item: key(), seq: 2, epoch: 1 };
	const said2 = { ...officer, sealed: await sealed(planted.officer) };
	expect((await at.stack.rpc('tips_say', said2, desk.lead.token)).status).toBe(200);
	const { version } = await openTip(at, sender);
	const message = { act: 'message', item: key(), seq: 3, epoch: 1 };
	const say = { ...message, sealed: await sealed(planted.message) };
	const request = { op: 'say', lookup: sender.lookup, key: key(), version, say };
	expect(await at.lookup(request, sender.lookup)).toMatchObject({ ok: true, tip: { seq: 3 } });

	// What a statement that fails says of it must not get into the log of PostgreSQL either.
	await expect(at.sql`select ${planted.text}::text::int`).rejects.toThrow(planted.text);

	const places = await leftBehind(at.stack);
	const wal = [...places].filter(([place]) => place.startsWith('pg_wal/'));
	const heap = [...places].filter(([place]) => place.startsWith('base/'));
	const log = places.get('log of PostgreSQL')!;
	// The search finds what is there: the unit's name, the sealed items, the part under its id.
	expect(places.get('unit.units')).toContain('Công an phường Thử Nghiệm');
	expect(places.get('tips.items')).toContain(Buffer.from('-> mlkem768x25519').toString('hex'));
	expect(places.get('storage')).toContain(part);
	expect(places.get('storage')).toContain('-> mlkem768x25519');
	expect(log).toContain('ready to accept connections');
	for (const files of [wal, heap])
		for (const there of ['Công an phường Thử Nghiệm', '-> mlkem768x25519'])
			expect(foundAmong(new Map(files), [['there', there]])).not.toEqual([]);
	const secrets = [sender.lookup, sender.room.identity, sender.own.identity, sender.own.recipient];
	const asCompared = Object.values(inHeader).flat();
	expect(asCompared).toHaveLength(4);
	const others = [...asCompared, ...secrets, Buffer.from(sender.lookup, 'hex')];
	const named = [
		...piecesOf(Object.entries(planted)),
		...others.map((word, at) => [`${at} ${String(word)}`, word] as const)
	];
	expect(foundAmong(places, named)).toEqual([]);
	expect(places.get('tips.threads')).not.toContain(sender.lookup_hash);
	const raw = [...places.values()].join('\n').toLowerCase();
	expect(raw.includes(`\\x${sender.lookup}`)).toBe(false);
});

it('no time of a tip in our tables is finer than an hour', async () => {
	const times = await at.sql<{ name: string; column: string }[]>`
		select format('%I.%I', c.table_schema, c.table_name) as name, c.column_name as column
		from information_schema.columns c
		join information_schema.tables t using (table_schema, table_name)
		where c.data_type = 'timestamp with time zone' and c.table_schema = 'tips' and t.table_type = 'BASE TABLE'`;
	expect(times.length).toBeGreaterThan(3);
	for (const { name, column } of times) {
		const [row] = await at.sql.unsafe(
			`select count(*)::int as n from ${name} where ${column} <> date_trunc('hour', ${column})`
		);
		expect(row!.n, `${name}.${column}`).toBe(0);
	}
	const [envelope] = await at.sql`
		select count(*)::int as n from queue.cases
		where kind = 'tip' and received_at <> date_trunc('hour', received_at)`;
	expect(envelope!.n).toBe(0);
});
