/** For tests: the phone of an officer, with its disk, its line and a server at the other end. */
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Answer } from './entry.ts';
import { Store } from './store.ts';

export const binh = { id: '0c8cbe5e-7c1e-4a55-9a5a-0b9f6bde0001', name: 'Trần Thị Bình' };
export const cuong = { id: '0c8cbe5e-7c1e-4a55-9a5a-0b9f6bde0002', name: 'Lê Văn Cường' };
export const pin = '246813';
export const house = '5d1f7f1e-0000-4000-8000-000000000001';
export const other = '5d1f7f1e-0000-4000-8000-000000000002';

/** A new phone, with nothing on it. */
export function newPhone(): Store {
	vi.stubGlobal('indexedDB', new IDBFactory());
	vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
	const page = new EventTarget();
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
	vi.stubGlobal('dispatchEvent', page.dispatchEvent.bind(page));
	return new Store();
}

export const noLine = () => new Problem({ code: 'offline', status: 0, offline: true });

type Asked = { door: string; args: Record<string, unknown> };
type Told = Answer | Problem;

/** Does each command once, whatever the line does: what was asked under one key is answered again. */
export class Server {
	readonly asked: Asked[] = [];
	readonly done = new Map<string, Asked>();
	#versions = new Map<string, number>();
	/** What stands in the way, before anything is done. */
	refuses: (asked: Asked) => Problem | null = () => null;
	/** The answer is lost on its way back. */
	losesAnswer: (asked: Asked) => boolean = () => false;
	/** Who is signed in. */
	officer = binh.id;

	send = async (
		door: string,
		args: Record<string, unknown>,
		{ as }: { as: string }
	): Promise<Answer> => {
		if (as !== this.officer) throw new Problem({ code: 'other_officer', status: 403 });
		const asked = { door, args };
		this.asked.push(asked);
		const told = this.#tell(asked);
		if (told instanceof Problem) throw told;
		if (this.losesAnswer(asked))
			throw new Problem({ code: 'unreachable', status: 0, offline: true });
		return told;
	};

	#tell(asked: Asked): Told {
		const refused = this.refuses(asked);
		if (refused) return refused;
		const { key, id, version } = asked.args as { key: string; id: string; version?: number };
		const now = this.#versions.get(id) ?? 1;
		if (!this.done.has(key)) {
			if (version !== undefined && version !== now)
				return new Problem({ code: 'stale', status: 409, field: 'captured' });
			this.done.set(key, asked);
			this.#versions.set(id, now + 1);
		}
		return { id, version: this.#versions.get(id)! };
	}
}

/** What officers do at a door. */
export const outcome = (note: string, id = house, version = 1) => ({
	door: 'rounds_outcome',
	args: { id, note },
	thing: id,
	version
});
