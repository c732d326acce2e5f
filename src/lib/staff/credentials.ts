import * as z from 'zod/mini';
import { email } from '#contracts/staff.ts';

/** What the sign-in form demands before anything is sent. */
export const credentials = z.object({
	email: z.string().check(z.trim(), z.minLength(1, 'required'), z.refine(isEmail, 'bad_format')),
	password: z.string().check(z.minLength(1, 'required'))
});

/** Long beats odd: twelve characters, as Auth is set to demand (supabase/config.toml). */
export const newPassword = z.object({
	password: z
		.string()
		.check(z.minLength(1, 'required'), z.minLength(12, 'too_short'), z.maxLength(72, 'too_long'))
});

function isEmail(typed: string): boolean {
	return email.safeParse(typed).success;
}
