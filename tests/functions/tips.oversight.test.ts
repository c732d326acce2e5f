/** A tip about local officers, sealed to another unit's desk: the local unit gets byte for byte what it got before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, startScene, type Scene } from './scene.ts';
import { base64, makeDesk, newSender, post, said, sealTo, tipOf, uploadOf } from './sealing.ts';
import { makeWorld, newSecret } from './world.ts';

const localUnit = '99002';

let at: Scene;
let local: [string, TestOfficer][];
beforeAll(async () => {
	// The scene's own unit is the desk of oversight; the tip is about the other one.
	at = await startScene({ days: 1 });
	await makeWorld(at.sql, { code: localUnit, days: 1 });
	const there = { ...at, world: { ...at.world, unit: localUnit } };
	const { lead, investigator } = await makeDesk(there);
	const desk = await at.stack.officer({ unit: localUnit, roles: ['desk', 'field'] });
	local = [
		['lead', lead],
		['investigator', investigator],
		['desk', desk]
	];
	await at.sql`update unit.settings set oversight_desk = ${at.world.unit} where unit = ${localUnit}`;
	// A tip that is theirs, so that their answers are not empty.
	const sender = await newSender(there);
	const members = { lead, investigator, members: [lead, investigator] };
	const own = await tipOf(there, members, sender, 'Việc của phường.');
	expect((await post(there, own)).status).toBe(200);
});
afterAll(() => at?.stop());

/** Every filter that the list knows. */
const filters = [
	...[{}, { kind: 'tip' }, { kind: 'home_visit' }, { state: 'new' }, { state: 'opened' }],
	...[{ area: localUnit }, { assignee: 'me' }, { assignee: 'nobody' }, { due: 'late' }],
	...[{ due: 'today' }, { to_call: true }, { open: false }, { open: true, kind: 'tip' }]
];

/** Every door that reads, as the contracts have them, with what an officer who suspects a tip would ask. */
const readDoors = (id: string, part: string): [string, object][] => [
	...filters.map((filter): [string, object] => ['queue_page', { filter, after: null, size: 1 }]),
	['queue_page', { filter: {}, after: null, size: 100 }],
	['queue_case', { id }],
	['queue_officers', {}],
	['tips_headers', { ids: [id] }],
	['tips_open', { id }],
	['tips_part', { id, part }],
	['booking_case_offers', { id, channel: 'hotline' }],
	['booking_teams', { from_day: at.world.days[0], to_day: at.world.days[0] }],
	['booking_retention', {}],
	['staff_me', {}],
	['staff_active', {}],
	['staff_list', {}],
	['staff_keys', {}],
	['staff_desk', {}],
	['staff_desk_public', { unit: localUnit, since: 0 }],
	['staff_desk_list', { unit: localUnit, version: 1 }],
	['unit_public', {}],
	['unit_editable', {}]
];

const edges: Record<string, string> = { tips_part: 'tips', booking_case_offers: 'booking' };

/** The answer as it stands on the line, headers and all; only the moment of it is taken out. */
async function ask({ token }: TestOfficer, name: string, args: object): Promise<string> {
	const path = edges[name] ? `functions/v1/${edges[name]}` : `rest/v1/rpc/${name}`;
	const response = await fetch(`${at.stack.origin}/${path}`, {
		method: 'POST',
		headers: {
			apikey: at.stack.keys.publishable,
			authorization: `Bearer ${token}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify(edges[name] ? { action: name, ...args } : args)
	});
	const { date: _, 'content-length': __, ...headers } = Object.fromEntries(response.headers);
	const text = await response.text();
	// The moment of the answer and of an officer's last request: no time of a tip is finer than an hour.
	const still = text.replace(/"\d{4}-\d\d-\d\dT[\d:]{8}\.\d+[^"]*"/g, '"a moment"');
	return JSON.stringify([response.status, headers, still]);
}

async function everything(id: string, part: string): Promise<Record<string, string>> {
	const answers: Record<string, string> = {};
	for (const [name, args] of readDoors(id, part)) {
		const said = await Promise.all(local.map(([, officer]) => ask(officer, name, args)));
		const asked = `${name} ${JSON.stringify(args)}`.replace(id, '…').replace(part, '…');
		for (const [n, [who]] of local.entries()) answers[`${who}: ${asked}`] = said[n]!;
	}
	return answers;
}

it('nobody local can tell that it exists: list, case, search, keys, numbers and refusals are the same bytes', async () => {
	// The list that the other unit signs is public, tip or no tip.
	const desk = await makeDesk(at);
	const before = await everything(crypto.randomUUID(), crypto.randomUUID());
	expect(await everything(crypto.randomUUID(), crypto.randomUUID())).toEqual(before);

	const asked = { unit: localUnit, oversight: true, from: 0 };
	const { lookup_hash } = await newSecret();
	const { body } = await at.stack.edge('tips', 'tips_desk', { ...asked, lookup_hash });
	expect(body.desk.unit).toBe(at.world.unit);
	const sender = await newSender(at);
	const part = key();
	const photo = await sealTo(sender.room.recipient, 16, { photo: 'một gói tiền' });
	expect((await post(at, uploadOf(sender, part, photo))).status).toBe(200);
	const tip = await tipOf(at, desk, sender, 'Cán bộ nhận tiền.');
	const sent = await post(at, { ...tip, parts: [part], urgent: true });
	expect(sent.status).toBe(200);
	const [row] = await at.sql`select id from queue.cases where reference = ${said(sent).reference}`;
	const id = row!.id as string;

	expect(await everything(id, part)).toEqual(before);
	expect(Object.keys(before).length).toBe(local.length * readDoors(id, part).length);
	// Once more when the other desk has opened and answered it.
	const reader = desk.investigator.token;
	expect((await at.stack.rpc('tips_open', { id }, reader)).body.parts).toHaveLength(1);
	const words = base64(await sealTo(sender.room.recipient, 4, { text: 'Chúng tôi đã nhận.' }));
	const say = { key: key(), id, item: key(), seq: 2, epoch: 1, sealed: words };
	expect((await at.stack.rpc('tips_say', say, reader)).status).toBe(200);
	expect(await everything(id, part)).toEqual(before);
	const reads = await at.sql`
		select 1 from queue.reads r join staff.officers o on o.user_id = r.officer
		where r.case_id = ${id} and o.unit = ${localUnit}`;
	expect(reads).toHaveLength(0);
});
