/** The sealing and opening of tips that bench/tips.ts times, the same in Node and on the page. */
import { cut, newHolder, newRoom, openHeader, prepareTip, sealTip } from '#lib/sealed/cipher.ts';
import { at, header, newOfficers, sendTip, words } from '#lib/sealed/story.ts';

const MEMBERS = 10;
// What fills a part of 1 MiB to the last byte.
const PART = 1024 * 1024 - 4;

type Run = () => Promise<number>;

/** Prepares what the timed work needs, with so many tips in an officer's list; each run answers its milliseconds. */
export async function tipWork(inList: number): Promise<{ items: Run; headers: Run; part: Run }> {
	const [officers, sender] = [await newOfficers(MEMBERS), await newHolder()];
	const officer = officers[0]!;
	const recipients = officers.map((one) => ({ ...one, verify: one.signer.verify }));
	const prepared = await prepareTip({ recipients, citizen: sender });
	const tips: Parameters<typeof openHeader>[0][] = [];
	for (let made = 0; made < inList; made++) {
		const { prepared: tip, items } = await sendTip([officer], sender);
		tips.push({ tip: tip.tip, secret: tip.secrets[0]!.sealed, item: items[0]!.sealed });
	}
	const room = await newRoom();
	const bytes = new Uint8Array(PART);
	return {
		items: timed(() => sealTip(prepared, { citizen: sender, list: 3, at, header, body: words })),
		headers: timed(async () => {
			for (const tip of tips) await openHeader(tip, officer.identity);
		}),
		part: timed(() => cut(bytes, room.recipient).next())
	};
}

const timed = (work: () => Promise<unknown>) => async () => {
	const from = performance.now();
	await work();
	return performance.now() - from;
};
