import { beforeAll, expect, it } from 'vitest';
import { newHolder } from './holder.ts';
import { openThread, type Entry, type ThreadGiven } from './thread.ts';
import { sealNext } from './write.ts';
import { at, givenTo, newOfficers, secretsOf, sendTip, type Story } from './story.ts';

let story: Story;
let given: ThreadGiven;
let fromSender: ThreadGiven;
const told = (entries: Entry[]) =>
	entries.map((entry) => ('damaged' in entry ? entry.damaged : entry.envelope.kind));

beforeAll(async () => {
	story = await sendTip(await newOfficers(2), await newHolder());
	const [officer] = story.officers;
	given = await givenTo(officer!, story);
	const asked = await sealNext(
		await openThread(given),
		{ kind: 'message', dir: 'out', list: 3, at, content: { text: 'Ở đâu?', question: true } },
		officer!.signer
	);
	story.items.push({ seq: 2, epoch: 1, sealed: asked });
	fromSender = {
		...given,
		secrets: await secretsOf(story.sender, story.prepared.secrets, true),
		self: story.sender
	};
	const answered = await sealNext(
		await openThread(fromSender),
		{ kind: 'message', dir: 'in', list: 4, at, content: { text: 'Ở chợ.' } },
		story.sender.signer
	);
	story.items.push({ seq: 3, epoch: 1, sealed: answered });
});

it('the officer and the sender read the same thread, in order', async () => {
	for (const reader of [given, fromSender]) {
		const thread = await openThread(reader);
		expect(told(thread.entries)).toEqual(['header', 'body', 'message', 'message']);
		expect(thread.citizen).toEqual({
			recipient: story.sender.recipient,
			verify: story.sender.signer.verify
		});
		expect(thread.room).toEqual({ epoch: 1, recipient: story.prepared.room.recipient });
		expect(thread).toMatchObject({ seq: 3, list: 4, unit: null });
	}
});
