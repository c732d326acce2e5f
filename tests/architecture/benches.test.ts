/** What is measured stands on record, with when and where; a figure nobody took is no figure. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Figure } from '../../bench/figure.ts';
import { known } from '../../bench/measures.ts';

type Row = Figure & { bench: string; at?: string; on?: string };
const rows = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Row[];

/** Forty minutes of a machine that does nothing else: some of its pages are on record, chosen by GANDAN_PAGES, or none. */
const chosen = ['every-page'];

it('every bench has figures on record, and no figure is of a bench that is gone', () => {
	const measured = new Set(rows.map(({ bench }) => bench));
	const unmeasured = Object.keys(known).filter((name) => !measured.has(name));
	expect(unmeasured.filter((name) => !chosen.includes(name))).toEqual([]);
	expect([...measured].filter((name) => !(name in known))).toEqual([]);
});

it('a missed mark is written as missed', () => {
	const marked = rows.filter(({ mark, met }) => mark !== null || met !== null);
	expect(marked.length).toBeGreaterThan(50);
	expect(marked.filter(({ mark, met }) => mark === null || typeof met !== 'boolean')).toEqual([]);
});
