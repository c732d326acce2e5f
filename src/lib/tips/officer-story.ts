/** For the tests of the officers' side: a door that behaves as SQL's does, over tips that were really sealed. */
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import type { Desks } from './officer-desks.ts';
import type { TipDoor } from './officer-tip.svelte.ts';
import type { OpenTip, SecretFor } from './officer-tips.ts';

export const now = () => new Date('2026-11-23T08:41:00Z');
export const at = cipher.hourOf(now());
export const caseId = '00000000-0000-4000-8000-00000000000a';
const unit = '21439';
const refuse = (code: string) => {
	throw new Problem({ code, status: 409 });
};
type Row = SecretFor & { epoch: number };

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

/** One unit with list 3, and its first officer alone in the list of another unit. */
export function desksOf(officers: cipher.Holder[]): Desks & { failed: unknown } {
	return {
		failed: null,
		async newest(of) {
			if (this.failed) throw this.failed as Error;
			const listed = of === unit ? officers : officers.slice(0, 1);
			const members = listed.map(({ recipient, signer }, index) => ({
				name: `Cán bộ ${index + 1}`,
				recipient,
				verify: signer.verify,
				lead: index === 0
			}));
			const version = of === unit ? 3 : 1;
			return { unit: of, version, at, expires: now(), stale: false, lead: '', head: '', members };
		},
		async roll(of, version) {
			const { members, version: newest } = await this.newest(of);
			return version === newest ? new Set(members.map(({ verify }) => verify)) : null;
		}
	};
}

export class Server {
	items: OpenTip['items'];
	notes: OpenTip['notes'] = [];
	members: { verify: string; due: boolean }[];
	epoch = 1;
	unit = unit;
	version = 1;
	opened = 0;
	secrets: Row[];
	tip: string;
	/** Done once before the next command: what somebody else did meanwhile. */
	before: (() => Promise<void>) | null = null;
	/** The next command is done, and its answer lost. */
	lost = false;
	readonly commands: string[] = [];
	#keys = new Set<string>();

	constructor(tip: string, secrets: Row[], items: string[], members: string[]) {
		this.tip = tip;
		this.secrets = secrets;
		this.members = members.map((verify) => ({ verify, due: false }));
		this.items = items.map((sealed, seq) => ({ seq, epoch: 1, at, sealed }));
	}

	get seq() {
		return this.items.length - 1;
	}

	/** The doors as one officer meets them. */
	door({ signer: { verify } }: cipher.Holder): TipDoor {
		const answer = { id: caseId, reference: 'TB-26-000001', state: 'opened' as const, version: 2 };
		const command =
			<Args extends { key: string }>(name: string, work: (args: Args) => void) =>
			async (args: Args) => {
				const meanwhile = this.before;
				this.before = null;
				await meanwhile?.();
				if (!this.#keys.has(args.key)) {
					work(args);
					this.#keys.add(args.key);
					this.commands.push(name);
				}
				if (this.lost) {
					this.lost = false;
					throw new Problem({ code: 'timeout', status: 0, offline: true });
				}
				return { ...answer, ok: true as const };
			};
		return {
			open: async () => this.#seenBy(verify),
			part: async () => new Uint8Array(),
			say: command('say', ({ seq, epoch, sealed }) => this.#append(seq, epoch, sealed)),
			note: command('note', ({ note: id, epoch, sealed }) => {
				if (epoch !== this.epoch) refuse('stale');
				this.notes.push({ id, epoch, at, officer: null, sealed });
			}),
			notesKey: command('notesKey', ({ secrets, epoch }) => {
				const known = this.secrets.some((one) => one.room === 'D' && one.epoch === epoch);
				if (known) refuse('taken');
				this.#add(secrets, epoch);
			}),
			classify: command('classify', ({ version }) => {
				if (version !== this.version++) refuse('stale');
			}),
			close: command('close', () => this.version++),
			acknowledge: command('acknowledge', () => undefined),
			grant: command('grant', ({ verify: who, secrets, epoch }) => {
				const member = this.members.some((one) => one.verify === who);
				if (epoch !== this.epoch && !member) refuse('stale');
				if (!member) this.members.push({ verify: who, due: false });
				this.#add(secrets, epoch);
			}),
			rekey: command('rekey', ({ seq, epoch, sealed, secrets, unit: to }) => {
				this.#append(seq, epoch, sealed);
				this.epoch++;
				this.unit = to;
				this.#add(secrets, this.epoch);
				const held = this.secrets.filter((one) => one.epoch === this.epoch && one.room === 'T');
				this.members = held
					.map(({ verify: who }) => who)
					.filter((who) => who !== null)
					.map((who) => ({ verify: who, due: false }));
				const stays = (who: string | null) => held.some((one) => one.verify === who);
				this.secrets = this.secrets.filter((one) => stays(one.verify));
			})
		};
	}

	#append(seq: number, epoch: number, sealed: string) {
		if (seq !== this.seq + 1 || epoch !== this.epoch) refuse('stale');
		this.items = [...this.items, { seq, epoch, at, sealed }];
	}

	#add(secrets: SecretFor[], epoch: number) {
		this.secrets = [...this.secrets, ...secrets.map((one) => ({ ...one, epoch }))];
	}

	#seenBy(verify: string): OpenTip {
		if (!this.members.some((member) => member.verify === verify))
			throw new Problem({ code: 'not_found', status: 404 });
		this.opened++;
		return {
			case: caseId,
			reference: 'TB-26-000001',
			version: this.version,
			state: 'opened',
			unit: this.unit,
			sent_to: unit,
			tip: this.tip,
			epoch: this.epoch,
			seq: this.seq,
			urgent: false,
			urgent_acknowledged_at: null,
			secrets: this.secrets.filter((one) => one.verify === verify),
			items: this.items,
			notes: this.notes,
			parts: [],
			members: this.members.map((member) => ({ ...member, id: caseId, name: 'A', unit })),
			opened: this.opened,
			erase_on: null
		};
	}
}
export type Story = Awaited<ReturnType<typeof story>>;
