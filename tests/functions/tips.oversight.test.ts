/** A tip about local officers, sealed to another unit's desk: the local unit gets byte for byte what it got before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, startScene, type Scene } from './scene.ts';
import { base64, makeDesk, newSender, post, said, sealTo, tipOf, uploadOf } from './sealing.ts';
import { questions, remembers } from './reading-doors.ts';
import { makeWorld, newSecret } from './world.ts';

type Question = ReturnType<typeof questions>[number];

const localUnit = '99002';

let at: Scene;
let local: [string, TestOfficer][];
/** The case of a tip that is theirs. */
let mine: string;
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
	const sent = await post(there, await tipOf(there, members, sender, 'Việc của phường.'));
	const [row] = await at.sql`select id from queue.cases where reference = ${said(sent).reference}`;
	mine = row!.id;
});
afterAll(() => at?.stop());

/** The answer as it stands on the line, headers and all; only the moment of it is taken out. */
async function ask({ token }: TestOfficer, { name, door, args }: Question): Promise<string> {
	const path = door.path ? `functions/v1/${door.path}` : `rest/v1/rpc/${name}`;
	const response = await fetch(`${at.stack.origin}/${path}`, {
		method: 'POST',
		headers: {
			apikey: at.stack.keys.publishable,
			authorization: `Bearer ${token}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify(door.path ? { action: name, ...args } : args)
	});
	const { date: _, 'content-length': __, ...headers } = Object.fromEntries(response.headers);
	const text = await response.text();
	// The moment of the answer and of an officer's last request: no time of a tip is finer than an hour.
	const still = text.replace(/"\d{4}-\d\d-\d\dT[\d:]{8}\.\d+[^"]*"/g, '"a moment"');
	return JSON.stringify([response.status, headers, still]);
}

type Of = { id: string; part: string; reference: string };
const suspected = (of: Of) =>
	questions({ ...of, mine, unit: localUnit, officer: local[1]![1].id, day: at.world.days[0]! });
const unknown = (): Of => ({ id: key(), part: key(), reference: 'TB-26-999998' });

async function everything(of: Of): Promise<Record<string, string>> {
	const answers: Record<string, string> = {};
	for (const question of suspected(of)) {
		const said = await Promise.all(local.map(([, officer]) => ask(officer, question)));
		let asked = `${question.name} ${JSON.stringify(question.args)}`;
		for (const own of Object.values(of)) {
			asked = asked.replaceAll(own, '…');
			if (remembers.has(question.name)) expect(said.join()).not.toContain(own);
		}
		// A question that is not understood asks nothing.
		for (const one of said) expect(one, asked).not.toMatch(/^\[4(?:00|22),/);
		for (const [n, [who]] of local.entries())
			answers[`${who}: ${asked}`] = remembers.has(question.name) ? '' : said[n]!;
	}
	return answers;
}

it('nobody local can tell that it exists: list, case, search, keys, numbers and refusals are the same bytes', async () => {
	// The list that the other unit signs is public, tip or no tip.
	const desk = await makeDesk(at);
	const before = await everything(unknown());
	expect(await everything(unknown())).toEqual(before);

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
	const { reference } = said(sent);
	const [row] = await at.sql`select id from queue.cases where reference = ${reference}`;
	const id = row!.id as string;

	expect(await everything({ id, part, reference })).toEqual(before);
	expect(Object.keys(before).length).toBe(local.length * suspected({ id, part, reference }).length);
	// Once more when the other desk has opened and answered it.
	const reader = desk.investigator.token;
	expect((await at.stack.rpc('tips_open', { id }, reader)).body.parts).toHaveLength(1);
	const words = base64(await sealTo(sender.room.recipient, 4, { text: 'Chúng tôi đã nhận.' }));
	const say = { key: key(), id, item: key(), seq: 2, epoch: 1, sealed: words };
	expect((await at.stack.rpc('tips_say', say, reader)).status).toBe(200);
	expect(await everything({ id, part, reference })).toEqual(before);
	const reads = await at.sql`
		select 1 from queue.reads r join staff.officers o on o.user_id = r.officer
		where r.case_id = ${id} and o.unit = ${localUnit}`;
	expect(reads).toHaveLength(0);
});
