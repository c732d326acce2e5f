-- What a unit begins with, whoever makes it: the seed of the demonstration, or `npm run unit` of somebody who runs a portal. Its lead makes it
-- the unit's own. Replies and checklists are given by queue.give_words.

-- Gives a unit the country's days off and swaps of 2026 to 2028. Not sure: provisional until the unit's lead decides. A day of which the
-- unit already says something stays as it is.
create function unit.give_calendar(unit text)
returns void
language sql
set search_path = ''
as $$
	insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed, note, sure)
	select $1, d.*
	from (values
		(date '2026-01-01', false, false, 'Tết Dương lịch', true),
		(date '2026-01-02', false, false, 'Nghỉ dịp Tết Dương lịch', true),
		(date '2026-01-03', false, false, 'Nghỉ dịp Tết Dương lịch', true),
		(date '2026-01-04', false, false, 'Nghỉ dịp Tết Dương lịch', true),
		(date '2026-01-10', true, true, 'Ngày thứ Bảy làm bù, chưa chắc chắn', false),
		(date '2026-02-14', false, false, 'Nghỉ dịp Tết Nguyên đán', true),
		(date '2026-02-15', false, false, 'Nghỉ dịp Tết Nguyên đán', true),
		(date '2026-02-16', false, false, 'Tết Nguyên đán', true),
		(date '2026-02-17', false, false, 'Tết Nguyên đán', true),
		(date '2026-02-18', false, false, 'Tết Nguyên đán', true),
		(date '2026-02-19', false, false, 'Tết Nguyên đán', true),
		(date '2026-02-20', false, false, 'Tết Nguyên đán', true),
		(date '2026-02-21', false, false, 'Nghỉ dịp Tết Nguyên đán', true),
		(date '2026-02-22', false, false, 'Nghỉ dịp Tết Nguyên đán', true),
		(date '2026-04-25', false, false, 'Nghỉ dịp Giỗ Tổ Hùng Vương', true),
		(date '2026-04-26', false, false, 'Giỗ Tổ Hùng Vương', true),
		(date '2026-04-27', false, false, 'Nghỉ dịp Giỗ Tổ Hùng Vương', true),
		(date '2026-04-30', false, false, 'Ngày Chiến thắng', true),
		(date '2026-05-01', false, false, 'Ngày Quốc tế Lao động', true),
		(date '2026-05-02', false, false, 'Nghỉ dịp Ngày Chiến thắng, Ngày Quốc tế Lao động', true),
		(date '2026-05-03', false, false, 'Nghỉ dịp Ngày Chiến thắng, Ngày Quốc tế Lao động', true),
		(date '2026-08-22', true, true, 'Ngày thứ Bảy làm bù, chưa chắc chắn', false),
		(date '2026-08-29', false, false, 'Nghỉ dịp Quốc khánh', true),
		(date '2026-08-30', false, false, 'Nghỉ dịp Quốc khánh', true),
		(date '2026-08-31', false, false, 'Nghỉ dịp Quốc khánh', true),
		(date '2026-09-01', false, false, 'Quốc khánh', true),
		(date '2026-09-02', false, false, 'Quốc khánh', true),
		(date '2026-11-24', true, true, 'Ngày Văn hóa Việt Nam: chưa xác nhận có được nghỉ hưởng lương', false),
		(date '2027-01-01', false, false, 'Tết Dương lịch', true),
		(date '2027-02-05', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2027-02-06', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2027-02-07', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2027-02-08', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2027-02-09', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2027-04-16', false, false, 'Giỗ Tổ Hùng Vương', true),
		(date '2027-04-30', false, false, 'Ngày Chiến thắng', true),
		(date '2027-05-01', false, false, 'Ngày Quốc tế Lao động', true),
		(date '2027-09-02', false, false, 'Quốc khánh', true),
		(date '2028-01-01', false, false, 'Tết Dương lịch', true),
		(date '2028-01-25', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2028-01-26', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2028-01-27', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2028-01-28', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2028-01-29', false, false, 'Tết Nguyên đán, dự kiến: chưa có quyết định', false),
		(date '2028-04-04', false, false, 'Giỗ Tổ Hùng Vương', true),
		(date '2028-04-30', false, false, 'Ngày Chiến thắng', true),
		(date '2028-05-01', false, false, 'Ngày Quốc tế Lao động', true),
		(date '2028-09-02', false, false, 'Quốc khánh', true)
	) d
	on conflict do nothing;
$$;

-- Gives a unit the clocks of every kind, in the words of their sources. Without amount a person sets the end. A clock that the unit has
-- stays as it is.
create function unit.give_clocks(unit text)
returns void
language sql
set search_path = ''
as $$
	insert into unit.clocks (unit, kind, clock, starts, amount, measure, limit_text, source, unsure, counts, other)
	select $1, k.*
	from (values
		('tip', 'classify', 'received', 12, 'hours', '12 giờ', 'Cam kết của đơn vị, sửa được', null, 'from_start', null),
		('crime_tip', 'forward', 'received', 24, 'hours', '24 giờ', 'BLTTHS 2015, Điều 146 khoản 3, sửa đổi 2021; TTLT 01/2017 (48 giờ với xã vùng sâu, vùng xa)', 'Cần đối chiếu văn bản sau các sửa đổi năm 2025', 'from_start', null),
		('crime_tip', 'acknowledge', 'received', 3, 'working_days', '3 ngày làm việc', 'TTLT 01/2017, Điều 9 và Điều 14', 'Cần đối chiếu văn bản sau các sửa đổi năm 2025', 'from_start', null),
		('crime_tip', 'decide', 'received', 20, 'days', '20 ngày', 'BLTTHS 2015, Điều 147 khoản 1', null, 'from_start', null),
		('crime_tip', 'ask for extension', 'extension 1 granted', 5, 'days', '5 ngày trước khi hết hạn giải quyết vụ phức tạp', 'BLTTHS 2015, Điều 147 khoản 2', 'Khoản ghi theo trí nhớ, cần đối chiếu', 'before_end', 'decide, complex'),
		('crime_tip', 'decide, complex', 'extension 1 granted', 2, 'months', '2 tháng kể từ ngày nhận', 'BLTTHS 2015, Điều 147 khoản 2', null, 'from_receipt', null),
		('crime_tip', 'decide, extended', 'extension 2 granted', 2, 'months', 'Thêm 2 tháng', 'BLTTHS 2015, Điều 147 khoản 2', null, 'after_end', 'decide, complex'),
		('home_visit', 'first reply', 'received', 2, 'working_days', '2 ngày làm việc', 'Cam kết của đơn vị, sửa được', null, 'from_start', null),
		('home_visit', 'visit', 'received', 21, 'days', '21 ngày', 'Cam kết của đơn vị, sửa được', null, 'from_start', null),
		('home_visit', 'card', 'captured at home', 7, 'working_days', '7 ngày làm việc', 'Luật Căn cước 26/2023/QH15, Điều 26: tính từ khi đủ hồ sơ, không tính từ lúc đặt lịch', null, 'from_start', null),
		('support', 'first reply', 'received', 3, 'working_days', '3 ngày làm việc', 'Cam kết của đơn vị, sửa được', null, 'from_start', null),
		('data_request', 'answer', 'received', 2, 'working_days', '2 ngày làm việc', 'NĐ 356/2025/NĐ-CP', null, 'from_start', null),
		('call_back', 'call', 'received', 1, 'working_days', '1 ngày làm việc', 'Cam kết của đơn vị, sửa được', null, 'from_start', null),
		('fund_statement', 'publish year', 'year closed', null, null, 'Do chỉ huy đặt', '', 'Chưa tìm thấy nguồn', 'from_start', null)
	) k
	on conflict do nothing;
$$;
