/** What Auth is asked with. lite hands what it is sent to the database as it is. */
import * as z from 'zod/mini';

/** Half a character or a NUL is no text for PostgreSQL. */
export const text = (most: number) =>
	z.string().check(
		z.maxLength(most),
		z.refine((value) => value.isWellFormed() && !value.includes('\0'))
	);
const email = text(254);
export const password = text(200);
/** bcrypt reads 72 bytes and no more: of two longer ones that begin alike, either would open. */
export const newPassword = password.check(z.refine((value) => Buffer.byteLength(value) <= 72));
const invitation = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export const signUp = z.object({
	email,
	password: newPassword,
	data: z.strictObject({ invitation })
});
export const signIn = z.object({ email, password });
const nothing = z.object({});

/** By address and the one parameter that it may have. What Supabase's client adds to a body is left out. */
export const shapes: Record<string, z.ZodMiniType> = {
	'/signup': signUp,
	'/token?grant_type=password': signIn,
	'/token?grant_type=refresh_token': z.object({ refresh_token: text(100) }),
	'/logout': nothing,
	'/logout?scope=local': nothing,
	'/logout?scope=global': nothing,
	'/logout?scope=others': nothing
};
