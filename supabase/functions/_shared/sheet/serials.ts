/** The day of an Excel serial number, `YYYY-MM-DD`; null where there is none. `from1904`: as old Macs counted. */
export function dayOfSerial(serial: number, from1904 = false): string | null {
	const whole = Math.floor(serial) + (from1904 ? 1462 : 0);
	if (!(whole >= 1 && whole <= 2_958_465)) return null;
	// Excel believes in 29 February 1900: days before it are one less away.
	const days = whole > 59 ? whole - 1 : whole;
	return new Date(Date.UTC(1899, 11, 31) + days * 86_400_000).toISOString().slice(0, 10);
}
