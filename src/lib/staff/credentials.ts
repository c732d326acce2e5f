import * as z from 'zod/mini';
import { email, freshPassword } from '#contracts/staff.ts';

/** What the sign-in form demands before anything is sent. */
export const credentials = z.object({
	email: z.string().check(z.trim(), z.minLength(1, 'required'), z.refine(isEmail, 'bad_format')),
	password: z.string().check(z.minLength(1, 'required'))
});

export const newPassword = z.object({ new_password: freshPassword });

/** Another one in the place of the present: what can be told before anything is sent. */
export const passwordChange = z
	.object({
		present: z.string().check(z.minLength(1, 'required')),
		new_password: freshPassword
	})
	.check(
		z.refine(({ present, new_password }) => present === '' || present !== new_password, {
			error: 'same_password',
			path: ['new_password']
		})
	);

function isEmail(typed: string): boolean {
	return email.safeParse(typed).success;
}
