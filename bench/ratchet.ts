/** Figures of a page against those that are written down: nothing becomes worse, and what became better is written down. */
import type { Speed } from './visit.ts';

/** What a figure may differ by without anything having changed: twice and more of what `--spread` saw on a quiet machine (docs/decisions/0078). */
export const noise: Readonly<Record<keyof Speed, (kept: number) => number>> = {
	lcp: (kept) => Math.max(0.1, kept / 10),
	cls: () => 0.001,
	tbt: (kept) => Math.max(20, kept / 5)
};
export const names = Object.keys(noise) as (keyof Speed)[];

export const isWorse = (name: keyof Speed, now: Speed, kept: Speed) => now[name] > kept[name] + noise[name](kept[name]);

/** What is worse than it was by more than its noise. */
export const worse = (now: Speed, kept: Speed) => names.filter((name) => isWorse(name, now, kept));

/** A figure goes down by more than its noise or not at all: the luckiest of many runs would be what no other run reaches. */
export function lowered(now: Speed, kept: Speed): Speed {
	const of = (name: keyof Speed) => (isWorse(name, kept, now) ? now[name] : kept[name]);
	return { lcp: of('lcp'), cls: of('cls'), tbt: of('tbt') };
}

/** Of two measurements what is the better of each figure: a machine that was busy with something else is asked once more. */
export const better = (one: Speed, other: Speed): Speed => ({
	lcp: Math.min(one.lcp, other.lcp),
	cls: Math.min(one.cls, other.cls),
	tbt: Math.min(one.tbt, other.tbt)
});
