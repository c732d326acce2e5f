/** For the tests of the officers' side: a door that behaves as SQL's does. */
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import type { TipDoor } from './officer-tip.svelte.ts';
import type { OpenTip, SecretFor } from './officer-tips.ts';

export const now = () => new Date('2026-11-23T08:41:00Z');
export const at = cipher.hourOf(now());
export const caseId = '00000000-0000-4000-8000-00000000000a';
export const unit = '21439';
const refuse = (code: string) => {
	throw new Problem({ code, status: 409 });
};
type Row = SecretFor & { epoch: number };

export class Server {
	items: OpenTip['items'];
	notes: OpenTip['notes'] = [];
	members: { verify: string; due: boolean }[];
	epoch = 1;
	unit = unit;
	version = 1;
	opened = 0;
	joined: OpenTip['joined'] = [];
	state: OpenTip['state'] = 'opened';
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
			erase: async (args) => {
				await command('erase', ({ version, notes }: typeof args) => {
					if (this.state !== 'handed_over') refuse('not_allowed');
					if (version !== this.version || notes !== this.notes.length) refuse('stale');
					this.members = [];
				})(args);
				return { reference: 'TB-26-000001', erased_at: at, backups_forget_by: '2026-12-28' };
			},
			say: command('say', ({ seq, epoch, sealed }) => {
				this.#append(seq, epoch, sealed);
				this.version++;
			}),
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
			close: command('close', ({ version, as }) => {
				if (version !== this.version++) refuse('stale');
				this.state = as;
			}),
			join: command('join', ({ other }) =>
				this.joined.push({ case: other, reference: 'TB-26-000002' })
			),
			partWays: command('partWays', ({ other }) => {
				this.joined = this.joined.filter((one) => one.case !== other);
			}),
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
			state: this.state,
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
			joined: [...this.joined],
			opened: this.opened,
			erase_on: null,
			erase_days: { resolved: 365, handed_over: 365, unfounded: 90, duplicate: 30 }
		};
	}
}
