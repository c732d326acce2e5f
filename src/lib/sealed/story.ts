/** People for the tests of `sealed`: a sender, officers with a signed list, and a tip between them. */
import { newHolder, type Holder } from './holder.ts';
import { hourOf } from './envelope.ts';
import { openSecret, type OpenSecret } from './room.ts';
import { prepareTip, sealNext, sealTip, type PreparedTip } from './write.ts';
import type { Body, Header } from './content.ts';
import { openThread, type Entry, type ThreadGiven } from './thread.ts';

export const at = hourOf(new Date('2026-11-23T08:41:00Z'));
export const header: Header = {
	category: 'fraud',
	phones: ['0912345678'],
	plates: [],
	accounts: [],
	places: ['chợ'],
	danger: false
};
export const words: Omit<Body, 'recipient' | 'verify'> = {
	claim: 'ab'.repeat(32),
	category: 'fraud',
	answers: [{ q: 'Sự việc thế nào?', a: 'Người này gọi điện đòi chuyển tiền.' }],
	oversight: false,
	parts: []
};

export interface Story {
	sender: Holder;
	officers: Holder[];
	prepared: PreparedTip;
	items: ThreadGiven['items'];
}

/** A tip as it lies at the server: a header and a body, sealed to the officers of list 3. */
export async function sendTip(officers: Holder[], sender: Holder): Promise<Story> {
	const recipients = officers.map(({ recipient, signer }) => ({
		recipient,
		verify: signer.verify
	}));
	const prepared = await prepareTip({ recipients, citizen: sender });
	const sealed = await sealTip(prepared, { citizen: sender, list: 3, at, header, body: words });
	const items = [sealed.header, sealed.body].map((file, seq) => ({ seq, epoch: 1, sealed: file }));
	return { sender, officers, prepared, items };
}

export const newOfficers = (number: number): Promise<Holder[]> =>
	Promise.all(Array.from({ length: number }, newHolder));

/** What somebody holds: their own rows of `secrets`, opened. */
export async function secretsOf(
	holder: Holder,
	secrets: PreparedTip['secrets'],
	sender = false
): Promise<OpenSecret[]> {
	const own = secrets.filter(({ verify }) => verify === (sender ? null : holder.signer.verify));
	return Promise.all(own.map(({ sealed }) => openSecret(sealed, holder.identity)));
}

/** The thread as an officer is given it. */
export async function givenTo(
	officer: Holder,
	{ prepared, items, officers }: Story
): Promise<ThreadGiven> {
	return {
		tip: prepared.tip,
		items,
		secrets: await secretsOf(officer, prepared.secrets),
		officerOf: (list, verify) => list >= 3 && officers.some((o) => o.signer.verify === verify),
		complete: true
	};
}

/** A tip, an officer's question and the sender's answer, as both are given it. */
export async function talk(): Promise<{
	story: Story;
	given: ThreadGiven;
	fromSender: ThreadGiven;
}> {
	const story = await sendTip(await newOfficers(2), await newHolder());
	const { sender, prepared, items } = story;
	const officer = story.officers[0]!;
	const given = await givenTo(officer, story);
	const secrets = await secretsOf(sender, prepared.secrets, true);
	const fromSender = { ...given, secrets, self: sender };
	const asked = await sealNext(
		await openThread(given),
		{ kind: 'message', dir: 'out', list: 3, at, content: { text: 'Ở đâu?', question: true } },
		officer.signer
	);
	items.push({ seq: 2, epoch: 1, sealed: asked });
	const answered = await sealNext(
		await openThread(fromSender),
		{ kind: 'message', dir: 'in', list: 4, at, content: { text: 'Ở chợ.' } },
		sender.signer
	);
	items.push({ seq: 3, epoch: 1, sealed: answered });
	return { story, given, fromSender };
}

/** What a reader sees of each item: its kind, or its damage. */
export const told = (entries: Entry[]): string[] =>
	entries.map((entry) => ('damaged' in entry ? entry.damaged : entry.envelope.kind));
