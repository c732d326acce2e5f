import type { Derived } from './derive.ts';
import type { Found, OpenedTip, Say } from './lookup.ts';
import type { OpeningTip } from './opening-tip.svelte.ts';

/** What the opening of a case stands on. */
export type Doors = {
	/** Begins to fetch what the others need. */
	prepare: () => void;
	/** What is made of a canonical code, in a worker, with everything that any kind of case needs. */
	derive: (code: string) => Promise<Derived>;
	open: (lookup: string, before: number | null) => Promise<Found>;
	say: (lookup: string, key: string, version: number, words: Say) => Promise<Found>;
	/** A tip, in the hands of whoever has its keys. */
	tip: (derived: Derived, found: OpenedTip) => Promise<OpeningTip>;
	/** Overwrites the keys of a code. */
	wipe: (derived: Derived) => void;
	/** Asks as often as the page of a tip does by itself, about nothing. Nobody waits for it. */
	alike: () => void;
};
