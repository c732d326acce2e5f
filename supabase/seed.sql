-- ===== Units (S1's part: the rooms unit and its data) =====
-- The five units and fifteen areas are real; hamlets, hotlines, addresses and kits are made up for the
-- demonstration ("Dữ liệu minh họa"): every unit here is marked `demo`.

insert into unit.units (code, name, full_name, type, police_name, hotline, address, opening_hours, lat, lon, demo)
select v.*, true from (values
	('21439', 'Đức Phổ', 'Phường Đức Phổ', 'phường', 'Công an phường Đức Phổ', '0900 000 101', 'Trụ sở Công an phường Đức Phổ (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.80081, 108.95913),
	('21451', 'Trà Câu', 'Phường Trà Câu', 'phường', 'Công an phường Trà Câu', '0900 000 102', 'Trụ sở Công an phường Trà Câu (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.86556, 108.94943),
	('21457', 'Nguyễn Nghiêm', 'Xã Nguyễn Nghiêm', 'xã', 'Công an xã Nguyễn Nghiêm', '0900 000 103', 'Trụ sở Công an xã Nguyễn Nghiêm (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.84052, 108.87167),
	('21472', 'Khánh Cường', 'Xã Khánh Cường', 'xã', 'Công an xã Khánh Cường', '0900 000 104', 'Trụ sở Công an xã Khánh Cường (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.72928, 109.00664),
	('21478', 'Sa Huỳnh', 'Phường Sa Huỳnh', 'phường', 'Công an phường Sa Huỳnh', '0900 000 105', 'Trụ sở Công an phường Sa Huỳnh (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.65613, 109.05472)
) v;

-- Wards and communes as in the list of 01/10/2022, which people still give as their address.
insert into unit.areas (code, valid_from, name, full_name, type, unit, lat, lon, coordinates) values
	('21439', '2022-10-01', 'Nguyễn Nghiêm', 'Phường Nguyễn Nghiêm', 'phường', '21439', 14.8111, 108.9583, 'estimate'),
	('21442', '2022-10-01', 'Phổ An', 'Xã Phổ An', 'xã', '21451', 14.88889, 108.94917, 'vi.wikipedia'),
	('21445', '2022-10-01', 'Phổ Phong', 'Xã Phổ Phong', 'xã', '21457', 14.85083, 108.86417, 'vi.wikipedia'),
	('21448', '2022-10-01', 'Phổ Thuận', 'Xã Phổ Thuận', 'xã', '21451', 14.868, 108.922, 'estimate'),
	('21451', '2022-10-01', 'Phổ Văn', 'Phường Phổ Văn', 'phường', '21451', 14.85, 108.946, 'estimate'),
	('21454', '2022-10-01', 'Phổ Quang', 'Phường Phổ Quang', 'phường', '21451', 14.848, 108.978, 'estimate'),
	('21457', '2022-10-01', 'Phổ Nhơn', 'Xã Phổ Nhơn', 'xã', '21457', 14.827, 108.8815, 'derived'),
	('21460', '2022-10-01', 'Phổ Ninh', 'Phường Phổ Ninh', 'phường', '21439', 14.806, 108.933, 'estimate'),
	('21463', '2022-10-01', 'Phổ Minh', 'Phường Phổ Minh', 'phường', '21439', 14.81806, 108.96806, 'vi.wikipedia'),
	('21466', '2022-10-01', 'Phổ Vinh', 'Phường Phổ Vinh', 'phường', '21439', 14.804, 108.992, 'estimate'),
	('21469', '2022-10-01', 'Phổ Hòa', 'Phường Phổ Hòa', 'phường', '21439', 14.78, 108.964, 'estimate'),
	('21472', '2022-10-01', 'Phổ Cường', 'Xã Phổ Cường', 'xã', '21472', 14.7487, 108.9889, 'derived'),
	('21475', '2022-10-01', 'Phổ Khánh', 'Xã Phổ Khánh', 'xã', '21472', 14.7124, 109.022, 'derived'),
	('21478', '2022-10-01', 'Phổ Thạnh', 'Phường Phổ Thạnh', 'phường', '21478', 14.6781, 109.053, 'derived'),
	('21481', '2022-10-01', 'Phổ Châu', 'Xã Phổ Châu', 'xã', '21478', 14.6229, 109.0575, 'derived');

-- Five made-up hamlets an area, within about 1.3 km of its point; none of them is a real place.
insert into unit.hamlets (id, area, area_valid_from, name, kind, lat, lon, fictional)
select
	('00000000-0000-4000-8000-0' || a.code || '00000' || n.n)::uuid, a.code, a.valid_from,
	case a.type when 'xã' then 'Thôn ' else 'Tổ dân phố ' end || n.n,
	case a.type when 'xã' then 'thôn' else 'tổ dân phố' end,
	round((a.lat + n.north)::numeric, 5), round((a.lon + n.east)::numeric, 5), true
from unit.areas a
cross join (values (1, 0.0021, -0.0034), (2, 0.0088, 0.0047), (3, -0.0075, 0.0062), (4, -0.0052, -0.0091), (5, 0.0069, -0.0098)) n (n, north, east);

insert into unit.settings (unit) select u.code from unit.units u;

-- Saturday and Sunday, two windows each half of the day.
insert into unit.windows (unit, weekday, from_minute, to_minute)
select u.code, d.weekday, w.from_minute, w.to_minute
from unit.units u
cross join (values (6), (7)) d (weekday)
cross join (values (450, 570), (540, 660), (810, 930), (900, 1020)) w (from_minute, to_minute);

-- One kit a unit, and one that two units share.
insert into unit.kits (id, name) values
	('00000000-0000-4000-8001-021439000001', 'Bộ thu nhận lưu động Đức Phổ (minh họa)'),
	('00000000-0000-4000-8001-021451000001', 'Bộ thu nhận lưu động Trà Câu (minh họa)'),
	('00000000-0000-4000-8001-021457000001', 'Bộ thu nhận lưu động Nguyễn Nghiêm (minh họa)'),
	('00000000-0000-4000-8001-021472000001', 'Bộ thu nhận lưu động Khánh Cường (minh họa)'),
	('00000000-0000-4000-8001-021478000001', 'Bộ thu nhận lưu động Sa Huỳnh (minh họa)'),
	('00000000-0000-4000-8001-021439000002', 'Bộ thu nhận dùng chung Đức Phổ và Trà Câu (minh họa)');

insert into unit.kit_units (kit, unit) values
	('00000000-0000-4000-8001-021439000001', '21439'),
	('00000000-0000-4000-8001-021451000001', '21451'),
	('00000000-0000-4000-8001-021457000001', '21457'),
	('00000000-0000-4000-8001-021472000001', '21472'),
	('00000000-0000-4000-8001-021478000001', '21478'),
	('00000000-0000-4000-8001-021439000002', '21439'),
	('00000000-0000-4000-8001-021439000002', '21451');

-- Days off and swaps of 2026 to 2028. Not sure: provisional until the unit's lead decides.
insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed, note, sure)
select u.code, d.*
from unit.units u
cross join (values
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
) d;

-- The clocks of every kind, in the words of their sources. Without amount a person sets the end.
insert into unit.clocks (unit, kind, clock, starts, amount, measure, limit_text, source, unsure)
select u.code, k.*
from unit.units u
cross join (values
	('tip', 'classify', 'received', 12, 'hours', '12 giờ', 'Cam kết của đơn vị, sửa được', null),
	('crime_tip', 'forward', 'received', 24, 'hours', '24 giờ', 'BLTTHS 2015, Điều 146 khoản 3, sửa đổi 2021; TTLT 01/2017 (48 giờ với xã vùng sâu, vùng xa)', 'Cần đối chiếu văn bản sau các sửa đổi năm 2025'),
	('crime_tip', 'acknowledge', 'received', 3, 'working_days', '3 ngày làm việc', 'TTLT 01/2017, Điều 9 và Điều 14', 'Cần đối chiếu văn bản sau các sửa đổi năm 2025'),
	('crime_tip', 'decide', 'received', 20, 'days', '20 ngày', 'BLTTHS 2015, Điều 147 khoản 1', null),
	('crime_tip', 'ask for extension', 'extension 1 granted', null::int, null, '5 ngày trước khi hết hạn giải quyết vụ phức tạp', 'BLTTHS 2015, Điều 147 khoản 2', 'Khoản ghi theo trí nhớ, cần đối chiếu'),
	('crime_tip', 'decide, complex', 'extension 1 granted', 2, 'months', '2 tháng kể từ ngày nhận', 'BLTTHS 2015, Điều 147 khoản 2', null),
	('crime_tip', 'decide, extended', 'extension 2 granted', 2, 'months', 'Thêm 2 tháng', 'BLTTHS 2015, Điều 147 khoản 2', null),
	('home_visit', 'first reply', 'received', 2, 'working_days', '2 ngày làm việc', 'Cam kết của đơn vị, sửa được', null),
	('home_visit', 'visit', 'received', 21, 'days', '21 ngày', 'Cam kết của đơn vị, sửa được', null),
	('home_visit', 'card', 'captured at home', 7, 'working_days', '7 ngày làm việc', 'Luật Căn cước 26/2023/QH15, Điều 26: tính từ khi đủ hồ sơ, không tính từ lúc đặt lịch', null),
	('support', 'first reply', 'received', 3, 'working_days', '3 ngày làm việc', 'Cam kết của đơn vị, sửa được', null),
	('data_request', 'answer', 'received', 2, 'working_days', '2 ngày làm việc', 'NĐ 356/2025/NĐ-CP', null),
	('call_back', 'call', 'received', 1, 'working_days', '1 ngày làm việc', 'Cam kết của đơn vị, sửa được', null),
	('fund_statement', 'publish year', 'year closed', null::int, null, 'Do chỉ huy đặt', '', 'Chưa tìm thấy nguồn')
) k;

-- ===== End of the units =====
