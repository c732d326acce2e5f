import type { Derived } from './derive.ts';
import type { Opened, Say } from './lookup.ts';
import type { Doors } from './opening-doors.ts';
import { Opening } from './opening.svelte.ts';

export const item = (n: number) => ({
	at: '2026-11-23T07:00:00+07:00',
	code: 'call',
	data: { n },
	body: null
});

export const seen = (over: Partial<Opened> = {}): Opened => ({
	kind: 'home_visit',
	reference: 'ĐP-26-0412',
	state: 'held',
	version: 1,
	words: ['cau', 'sen'],
	unit: { code: '21439', police_name: 'Công an phường', hotline: null, hotline_sure: false },
	received_at: '2026-11-23T07:00:00+07:00',
	window: null,
	estimate: null,
	readiness: null,
	proposals: [],
	sequence: 0,
	papers: null,
	area_name: null,
	people: [],
	call_when: null,
	data_requests: [],
	again_at: null,
	question: null,
	returned: null,
	actions: ['cancel'],
	timeline: [item(2)],
	older: null,
	seen: { roles: [], printed: 0 },
	retention: { sensitive_days: 30, contact_days: 90 },
	...over
});

export const cancel: Say = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };

const bytes = new Uint8Array(32);
const derived = (code: string): Derived => ({
	lookup: `secret of ${code}`,
	keys: { lookup: bytes, lookupHash: bytes, seed: bytes, sign: bytes, claim: '' }
});

/** Whoever has a code, with doors that answer at once unless told otherwise. `wiped`: the keys that were overwritten. */
export const opening = (doors: Partial<Doors> = {}, wiped: string[] = []) =>
	new Opening({
		prepare: () => {},
		derive: async (code) => derived(code),
		open: async () => seen(),
		say: async () => seen({ state: 'cancelled', version: 2, actions: [] }),
		tip: () => Promise.reject(new Error('is no tip')),
		wipe: (made) => void wiped.push(made.lookup),
		alike: () => {},
		...doors
	});
