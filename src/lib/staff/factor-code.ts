import * as z from 'zod/mini';

/** Six digits, however they were spaced. */
export const factorCode = z.object({
	code: z.string().check(
		z.overwrite((typed) => typed.replace(/[\s-]/g, '')),
		z.minLength(1, 'required'),
		z.regex(/^\d{6}$/, 'bad_format')
	)
});

/** What is typed by hand, in groups of four as authenticators show it. */
export const inGroups = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ');
