/** Codes that open something of each kind, for whoever tells them apart by the clock. */
import { base64, makeDesk, newSender, openTip, post, said, sealTo, tipOf } from '../tests/functions/sealing.ts';
import { key, type Scene } from '../tests/functions/scene.ts';
import { makeWorld } from '../tests/functions/world.ts';

export const kinds = ['visit', 'fresh tip', 'long thread', 'moved tip'] as const;
export type Kind = (typeof kinds)[number];
/** Messages of a thread that takes several frames. */
const LONG = 24;
const otherUnit = '99002';

/** The lookup secret behind a code of each kind. */
export async function codesOf(at: Scene): Promise<Record<Kind, string>> {
	const desk = await makeDesk(at);
	const reader = desk.investigator.token;
	const send = async () => {
		const sender = await newSender(at);
		const { reference } = said(await post(at, await tipOf(at, desk, sender, 'Một tin báo.')));
		const [row] = await at.sql`select id from queue.cases where reference = ${reference}`;
		return { ...sender, id: row!.id as string };
	};
	type Sent = Awaited<ReturnType<typeof send>>;
	const tell = async (door: string, args: object, token = reader) => {
		const { status, body } = await at.stack.rpc(door, { key: key(), ...args }, token);
		if (status !== 200) throw new Error(`${door}: ${JSON.stringify(body)}`);
	};
	const item = async ({ room }: Sent, seq: number) => ({
		item: key(),
		seq,
		epoch: 1,
		sealed: base64(await sealTo(room.recipient, 4, { text: `Câu thứ ${seq}` }))
	});

	const [fresh, long, moved] = [await send(), await send(), await send()];
	for (let seq = 2; seq < 2 + LONG; seq++) await tell('tips_say', { id: long.id, ...(await item(long, seq)) });

	await makeWorld(at.sql, { code: otherUnit, days: 1 });
	const there = await makeDesk({ ...at, world: { ...at.world, unit: otherUnit } });
	const rowsFor = (holders: readonly { verify: string | null; recipient: string }[]) =>
		Promise.all(
			holders.map(async ({ verify, recipient }) => ({
				room: 'T',
				verify,
				sealed: base64(await sealTo(recipient, 1, { tip: moved.tip }))
			}))
		);
	for (const member of there.members)
		await tell('tips_grant', { id: moved.id, epoch: 1, verify: member.verify, secrets: await rowsFor([member]) });
	const holders = [...there.members, { verify: null, recipient: moved.own.recipient }];
	const secrets = await rowsFor(holders);
	await tell('tips_rekey', { id: moved.id, unit: otherUnit, ...(await item(moved, 2)), secrets });
	if ((await openTip(at, moved)).moved_from === null) throw new Error('it was not moved');
	const visit = await at.booked();
	return { visit: visit.lookup, 'fresh tip': fresh.lookup, 'long thread': long.lookup, 'moved tip': moved.lookup };
}
