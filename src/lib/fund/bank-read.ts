import { codeOf, openStatement, type Asked, type Opened } from '#shared/statement/open.ts';

/** The whole work of the Worker, also where there is none; what it throws has a `code` for `runner.ts`. */
export const answer = (asked: Asked): Promise<Opened> =>
	openStatement(asked).catch((error: unknown) => {
		throw Object.assign(new Error('statement', { cause: error }), { code: codeOf(error) });
	});
