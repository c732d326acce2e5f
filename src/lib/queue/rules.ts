/** Rules of pausing under their reasons: one reason may pause several clocks of a kind, with one source. */
import type { PauseRule } from './clocks-queue.ts';

export type Group = { key: string; first: PauseRule; rules: PauseRule[] };

export function byReason(rules: readonly PauseRule[]): Group[] {
	const found = new Map<string, Group>();
	for (const rule of rules) {
		const key = `${rule.kind} ${rule.reason}`;
		const group = found.get(key) ?? { key, first: rule, rules: [] };
		group.rules.push(rule);
		found.set(key, group);
	}
	return [...found.values()];
}
