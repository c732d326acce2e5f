/** For the tests of the officers' side: a tip that was really sealed, and the list of its unit. */
import * as cipher from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import type { Desks } from './officer-desks.ts';
import { at, caseId, now, Server, unit } from './officer-server.ts';

export { at, caseId, now };

/** A tip to a unit of so many officers, and the server that keeps it. */
export async function story(number = 2) {
	const officers = await Promise.all(Array.from({ length: number }, cipher.newHolder));
	const sender = await cipher.newHolder();
	const people = officers.map(({ recipient, signer }) => ({ recipient, verify: signer.verify }));
	const prepared = await cipher.prepareTip({ recipients: people, citizen: sender });
	const sealed = await cipher.sealTip(prepared, {
		citizen: sender,
		list: 3,
		at,
		header: {
			category: 'gambling',
			phones: ['0900000101'],
			plates: [],
			accounts: [],
			places: ['quan bo song'],
			danger: false
		},
		body: {
			claim: 'ab'.repeat(32),
			category: 'gambling',
			answers: [{ q: 'Sự việc thế nào?', a: 'Tối nào cũng tụ tập.' }],
			oversight: false,
			parts: []
		}
	});
	const server = new Server(
		prepared.tip,
		prepared.secrets.map((one) => ({ ...one, epoch: 1, sealed: toBase64(one.sealed) })),
		[sealed.header, sealed.body].map(toBase64),
		people.map(({ verify }) => verify)
	);
	return { officers, sender, server, desks: desksOf(officers) };
}

/** One unit with list 3, and two others: its first officer alone in the list of one, its second in that of the next. */
export function desksOf(officers: cipher.Holder[]): Desks & { failed: unknown } {
	return {
		failed: null,
		async newest(of) {
			if (this.failed) throw this.failed as Error;
			const { listed, version } = {
				[unit]: { listed: officers, version: 3 },
				'21457': { listed: officers.slice(1, 2), version: 2 }
			}[of] ?? { listed: officers.slice(0, 1), version: 1 };
			const members = listed.map(({ recipient, signer }, index) => ({
				name: `Cán bộ ${index + 1}`,
				recipient,
				verify: signer.verify,
				lead: index === 0
			}));
			return { unit: of, version, at, expires: now(), stale: false, lead: '', head: '', members };
		},
		async roll(of, version) {
			const { members, version: newest } = await this.newest(of);
			return version === newest ? new Set(members.map(({ verify }) => verify)) : null;
		}
	};
}

export type Story = Awaited<ReturnType<typeof story>>;
