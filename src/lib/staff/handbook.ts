/** The handbook of docs/handbook inside the portal: `handbook.config.ts` makes components of it as the portal is built. */
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages';
import { roleWords } from './roles.ts';
import type { Role } from './staff.ts';

export type HandbookPage = 'start' | Role;

/** One for each role, in the order of the first one's table; each comes over the line when it is opened. */
const pages: Record<HandbookPage, () => Promise<{ default: Component }>> = {
	start: () => import('../../../docs/handbook/README.md'),
	desk: () => import('../../../docs/handbook/desk.md'),
	field: () => import('../../../docs/handbook/field.md'),
	lead: () => import('../../../docs/handbook/lead.md'),
	investigator: () => import('../../../docs/handbook/investigator.md'),
	support: () => import('../../../docs/handbook/support.md'),
	editor: () => import('../../../docs/handbook/editor.md'),
	treasurer: () => import('../../../docs/handbook/treasurer.md'),
	auditor: () => import('../../../docs/handbook/auditor.md'),
	collaborator: () => import('../../../docs/handbook/collaborator.md')
};

export const readPage = async (page: HandbookPage): Promise<Component> =>
	(await pages[page]()).default;

export const pageWords = (page: HandbookPage): string =>
	page === 'start' ? m.staff_handbook_start() : roleWords(page);

/** What an officer of these roles reads first, and what the others do. */
export function pagesFor(roles: readonly Role[]): { mine: HandbookPage[]; others: HandbookPage[] } {
	const own = new Set<HandbookPage>(['start', ...roles]);
	const all = Object.keys(pages) as HandbookPage[];
	return {
		mine: all.filter((page) => own.has(page)),
		others: all.filter((page) => !own.has(page))
	};
}
