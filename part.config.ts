/** A file of the pages: which modules it has, and what comes first where several want one. */
export type Part = {
	name: string;
	test: (id: string) => boolean;
	priority: number;
	minShareCount: number;
	entriesAware?: boolean;
	entriesAwareMergeThreshold?: number;
};

export const part = (name: string, priority: number, ...modules: RegExp[]): Part => ({
	name,
	priority,
	minShareCount: 2,
	test: (id) => modules.some((module) => module.test(id))
});
