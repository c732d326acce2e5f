import type { Plugin } from 'vite';

/**
 * Takes what an officers' page imports off the list of files that every page loads for its links: 1.5 KB that residents
 * fetched on each first visit (docs/decisions/0009). A browser then finds those files when it reads the page.
 */
export function lateOfficers(): Plugin {
	/** Kit's numbers of officers' pages. */
	const officers = new Set<string>();
	return {
		name: 'late-officers',
		config: () => ({
			build: {
				modulePreload: {
					resolveDependencies: (file, parts) => {
						const number = /nodes[\\/](\d+)\.[^\\/]+\.js$/.exec(file)?.[1];
						return number && officers.has(number) ? [] : parts;
					}
				}
			}
		}),
		moduleParsed({ id, importedIds }) {
			const number = /client-optimized[\\/]nodes[\\/](\d+)\.js$/.exec(id)?.[1];
			if (number && importedIds.some((one) => /routes[\\/]\(staff\)/.test(one)))
				officers.add(number);
		}
	};
}
