/** Officers and the sender at their browsers, for the tests of the officers' side. */
import * as cipher from '#lib/sealed/cipher.ts';
import { fromBase64, toBase64 } from '#lib/sealed/index.ts';
import { at, caseId, now, type Story } from './officer-story.ts';
import { OpenedTip } from './officer-tip.svelte.ts';

export const open = async ({ officers, server, desks }: Story, who = 0) => {
	const holder = officers[who]!;
	const tip = new OpenedTip({ door: server.door(holder), desks, now, cipher: async () => cipher });
	await tip.show(caseId, holder);
	return tip;
};
export const said = (tip: OpenedTip) =>
	tip.reading!.entries.slice(2).map((entry) => {
		if (entry.damaged) return entry.damaged;
		const { kind, content } = entry.envelope;
		return kind === 'rekey' ? 'rekey' : (content as { text: string }).text;
	});

/** The sender's own browser, as far as a thread is concerned. */
export async function asSender({ sender, server, officers }: Story) {
	const own = server.secrets.filter(({ verify }) => verify === null);
	const thread = await cipher.openThread({
		tip: server.tip,
		items: server.items.map((item) => ({ ...item, sealed: fromBase64(item.sealed) })),
		secrets: await Promise.all(
			own.map(({ sealed }) => cipher.openSecret(fromBase64(sealed), sender.identity))
		),
		self: sender,
		officerOf: (_, verify) => officers.some(({ signer }) => signer.verify === verify),
		complete: true
	});
	const answer = async (text: string) => {
		const next = { kind: 'message', dir: 'in', list: 3, at, content: { text } } as const;
		const sealed = toBase64(await cipher.sealNext(thread, next, sender.signer));
		server.items = [...server.items, { seq: thread.seq + 1, epoch: server.epoch, at, sealed }];
	};
	return { thread, answer };
}
