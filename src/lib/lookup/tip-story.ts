/** For the tests of this room: a tip with real seals, and a server that keeps and gives it as the doors do. */
import type { DeskFloor } from '#contracts/sealing.ts';
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import type { Holder, OpenSecret, PreparedTip, Thread } from '#lib/sealed/cipher.ts';
import { fromBase64, toBase64 } from '#lib/sealed/index.ts';
import type { OpenedTip, SayItem } from './lookup.ts';
import { OpeningTip } from './opening-tip.svelte.ts';
import type { TipDoors } from './tip-doors.ts';

export const lost = () => new Problem({ code: 'unreachable', status: 0, offline: true });
const at = cipher.hourOf(new Date('2026-11-23T08:41:00Z'));
const unit = '21439';

export class Server {
	readonly unit = unit;
	items: OpenedTip['items'] = [];
	said: { key: string; item: SayItem }[] = [];
	/** How many answers to `say` are lost on the way. */
	losing = 0;
	/** What the next ones are refused with. */
	refusing: string[] = [];
	/** How often work was asked for. */
	challenges = 0;
	broken = false;
	floor!: DeskFloor;
	sender!: Holder;
	#officer!: Holder;
	#list!: ReturnType<typeof cipher.signDesk>;
	#room!: PreparedTip;
	#epoch = 1;
	#secrets: OpenedTip['secrets'] = [];

	async begin() {
		this.sender = await cipher.newHolder();
		this.#officer = await cipher.newHolder();
		const { recipient, signer } = this.#officer;
		const member = { name: 'Cán bộ 1', recipient, verify: signer.verify, lead: true };
		this.#list = cipher.signDesk({
			unit,
			version: 1,
			previous: null,
			members: [member],
			at,
			signer
		});
		this.floor = { lead: signer.verify, version: 1, head: this.#list.head };
		this.#room = await cipher.prepareTip({ recipients: [member], citizen: this.sender });
		this.#give(this.#room.secrets.find(({ verify }) => verify === null)!.sealed);
		const header = {
			category: 'fraud',
			phones: [],
			plates: [],
			accounts: [],
			places: [],
			danger: false
		};
		const answers = [{ q: 'Sự việc thế nào?', a: 'Người này gọi điện.' }];
		const body = {
			claim: 'ab'.repeat(32),
			category: 'fraud',
			answers,
			oversight: false,
			parts: []
		};
		const words = { citizen: this.sender, list: 1, at, header, body };
		const sealed = await cipher.sealTip(this.#room, words);
		this.#put(sealed.header);
		this.#put(sealed.body);
		return this;
	}

	/** A question of an officer; of a stranger who got hold of the room's key, if `by` is told. */
	async ask(text: string, by = this.#officer) {
		const content = { text, question: true };
		const next = { kind: 'message' as const, dir: 'out' as const, list: 1, at, content };
		this.#put(await cipher.sealNext(await this.#thread(), next, by.signer));
	}

	/** A new key of the room; of the server's own making, if `by` is nobody of the list. */
	async rekey({ by = this.#officer } = {}) {
		const room = await cipher.newRoom();
		const content = { recipient: room.recipient, epoch: 2, members: [by.signer.verify] };
		const next = { kind: 'rekey' as const, dir: 'out' as const, list: 1, at, content };
		this.#put(await cipher.sealNext(await this.#thread(), next, by.signer));
		const { tip } = this.#room;
		const secret = { tip, epoch: 2, room: 'T' as const, identity: room.identity };
		this.#epoch = 2;
		this.#give(await cipher.sealSecret(secret, this.sender.recipient));
	}

	/** The messages as the officer reads them. */
	async heard(): Promise<string[]> {
		const { entries } = await this.#thread();
		return entries.flatMap((entry) => {
			if ('damaged' in entry) return [entry.damaged];
			const { kind, content } = entry.envelope;
			return kind === 'message' ? [(content as { text: string }).text] : [];
		});
	}

	async open({
		found = {},
		...over
	}: Partial<TipDoors> & { found?: Partial<OpenedTip> } = {}): Promise<OpeningTip> {
		const frame = async (before: number | null) => {
			if (this.broken) throw lost();
			return { ...this.#frame(before), ...found };
		};
		const { link, signature, body } = this.#list;
		const doors = {
			floors: { [unit]: this.floor },
			cipher,
			now: () => new Date(at),
			open: frame,
			say: async (key: string, _: number, item: SayItem) => {
				this.said.push({ key, item });
				const code = this.refusing.shift();
				if (code) throw new Problem({ code, status: 409 });
				this.#take(item);
				if (this.losing-- > 0) throw lost();
				return frame(null);
			},
			desk: async () => ({ links: [{ link, signature }], body }),
			upload: {
				lookupHash: 'cd'.repeat(32),
				challenge: async () => `work ${++this.challenges}`,
				prove: async (challenge: string) => challenge
			},
			...over
		};
		const tip = new OpeningTip(doors, this.sender, await frame(null));
		await tip.read();
		return tip;
	}

	#take({ seq, epoch, sealed }: SayItem) {
		if (this.items.some((item) => item.sealed === sealed)) return;
		if (seq !== this.items.length || epoch !== this.#epoch)
			throw new Problem({ code: 'stale', status: 409 });
		this.#put(fromBase64(sealed));
	}

	/** Two items a frame. */
	#frame(before: number | null): OpenedTip {
		const older = this.items.filter(({ seq }) => before === null || seq < before);
		const items = older.slice(-2).reverse();
		return {
			kind: 'tip',
			reference: 'TB-26-0001',
			state: 'opened',
			version: 3,
			unit: { code: unit, police_name: 'Công an xã', hotline: null, hotline_sure: false },
			received_at: at,
			tip: this.#room.tip,
			epoch: this.#epoch,
			seq: this.items.at(-1)?.seq ?? 1,
			secrets: this.#secrets,
			items,
			opened: 1,
			moved_from: null,
			home: unit,
			actions: ['message'],
			older: items.at(-1)?.seq || null,
			erase_days: 365,
			back_after: ['2026-11-26', '2026-12-13']
		};
	}

	async #thread(): Promise<Thread> {
		const secrets: OpenSecret[] = [];
		for (const { sealed } of this.#secrets)
			secrets.push(await cipher.openSecret(fromBase64(sealed), this.sender.identity));
		const items = this.items.map((item) => ({ ...item, sealed: fromBase64(item.sealed) }));
		const { tip } = this.#room;
		return cipher.openThread({ tip, items, secrets, officerOf: () => true, complete: true });
	}

	#give(sealed: Uint8Array) {
		this.#secrets.unshift({ epoch: this.#epoch, room: 'T', sealed: toBase64(sealed) });
	}

	#put(sealed: Uint8Array) {
		const seq = this.items.length;
		this.items.push({ seq, epoch: this.#epoch, at, sealed: toBase64(sealed) });
	}
}

export const serve = () => new Server().begin();
