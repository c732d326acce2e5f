import * as z from 'zod/mini';
import { told } from '#contracts/queue-live.ts';
import type { Heard, Wire } from '#lib/platform/session-realtime.ts';
import type { Topic } from './live-queue.ts';

type Parts = {
	/** Opens the socket; comes over the line when it is first wanted. */
	open: (heard: Heard) => Promise<Wire>;
	/** A case changed. */
	told: (change: { id: string; version: number }) => void;
	/** A topic ended: the door knows the new ones. */
	moved: () => void;
	present: (shown: Shown) => void;
	/** Whether every topic is heard. */
	joined: (all: boolean) => void;
};

/** Which cases each officer shows. */
export type Shown = Readonly<Record<string, readonly string[]>>;

const page = z.object({ case: z.uuid() });

/** What Supabase Realtime brings early: id and version of cases, and who is there. Whatever else is said is nothing. */
export class Realtime {
	readonly #parts: Parts;
	#wire: Wire | null = null;
	#opening = false;
	#topics: readonly Topic[] = [];
	#look: { id: string; kind: string } | null = null;
	/** By topic: who shows what. */
	readonly #states = new Map<string, Shown>();

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** The topics of the door's last answer; none where there is no Realtime. */
	async use(topics: readonly Topic[]): Promise<void> {
		this.#topics = topics;
		for (const known of this.#states.keys())
			if (!topics.some(({ topic }) => topic === known)) this.#states.delete(known);
		if (topics.length === 0) return this.stop();
		if (this.#opening) return;
		try {
			this.#opening = true;
			this.#wire ??= await this.#parts.open({
				message: (event, payload) => this.#message(event, payload),
				present: (topic, state) => this.#present(topic, state),
				joined: (all) => this.#parts.joined(all)
			});
		} catch {
			// The client did not come over the line: the door is asked as before, and its next answer tries again.
			return;
		} finally {
			this.#opening = false;
		}
		// Whoever stopped meanwhile wants no socket any more.
		if (this.#topics.length === 0) return this.stop();
		this.#wire.join(this.#topics.map(({ topic }) => topic));
		this.#say();
	}

	look(id: string | null, kind: string | null) {
		this.#look = id && kind ? { id, kind } : null;
		this.#say();
	}

	stop() {
		this.#topics = [];
		this.#wire?.close();
		this.#wire = null;
		this.#states.clear();
		this.#parts.joined(false);
		this.#parts.present({});
	}

	/** In the topic of those who may know of every case of the kind, and in no other. */
	#say() {
		const look = this.#look;
		const home = look && this.#topics.find(({ kind }) => kind === look.kind);
		this.#wire?.say(home?.topic ?? null, home ? { case: look.id } : {});
	}

	#message(event: string, payload: unknown) {
		if (event === 'moved') return this.#parts.moved();
		const change = told.safeParse(payload);
		if (event === 'case' && change.success) this.#parts.told(change.data);
	}

	#present(topic: string, state: Record<string, readonly unknown[]>) {
		const shown: Record<string, string[]> = {};
		for (const [officer, pages] of Object.entries(state))
			shown[officer] = pages.flatMap((said) => page.safeParse(said).data?.case ?? []);
		this.#states.set(topic, shown);
		const all: Record<string, string[]> = {};
		for (const one of this.#states.values())
			for (const [officer, cases] of Object.entries(one))
				all[officer] = [...(all[officer] ?? []), ...cases];
		this.#parts.present(all);
	}
}
