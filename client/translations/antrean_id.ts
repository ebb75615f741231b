<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en_GB">
<context>
    <name>ActionPanel</name>
    <message>
        <source>Call next</source>
        <translation>Panggil berikutnya</translation>
    </message>
    <message>
        <source>Start service</source>
        <translation>Mulai melayani</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Panggil ulang</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>Tidak hadir</translation>
    </message>
    <message>
        <source>Return to line</source>
        <translation>Kembalikan ke antrean</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Lainnya…</translation>
    </message>
</context>
<context>
    <name>AddErrand</name>
    <message>
        <source>Something else too?</source>
        <translation>Ada keperluan lain?</translation>
    </message>
    <message>
        <source>%1 errands at most</source>
        <translation>Paling banyak %1 keperluan</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>Set aside: %1</source>
        <translation>Ditunda: %1</translation>
    </message>
    <message>
        <source>No-show, can return until %1</source>
        <translation>Tidak hadir, dapat kembali sampai %1</translation>
    </message>
    <message>
        <source>Result pending</source>
        <translation>Hasil belum siap</translation>
    </message>
    <message>
        <source>Result ready</source>
        <translation>Hasil siap diambil</translation>
    </message>
</context>
<context>
    <name>AskSheet</name>
    <message>
        <source>Mark %1 as no-show?</source>
        <translation>Tandai %1 tidak hadir?</translation>
    </message>
    <message>
        <source>Sign off with %1 called?</source>
        <translation>Akhiri tugas saat %1 dipanggil?</translation>
    </message>
    <message>
        <source>The visitor was called only a moment ago and may still be on the way.</source>
        <translation>Pengunjung baru saja dipanggil dan mungkin masih menuju loket.</translation>
    </message>
    <message>
        <source>The number returns to its place in the line and can be called at another counter.</source>
        <translation>Nomor ini kembali ke tempatnya di antrean dan dapat dipanggil di loket lain.</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>Tunggu lagi</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Tetap bertugas</translation>
    </message>
    <message>
        <source>Yes, no-show</source>
        <translation>Ya, tidak hadir</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Akhiri tugas</translation>
    </message>
    <message>
        <source>Cancel the booking %1?</source>
        <translation>Batalkan reservasi %1?</translation>
    </message>
    <message>
        <source>Cancel %1?</source>
        <translation>Batalkan %1?</translation>
    </message>
    <message>
        <source>Its hour is free for others then. This cannot be undone.</source>
        <translation>Jamnya terbuka lagi untuk orang lain. Ini tidak dapat diurungkan.</translation>
    </message>
    <message>
        <source>The number leaves the line for good. This cannot be undone.</source>
        <translation>Nomor ini keluar dari antrean. Ini tidak dapat diurungkan.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Jangan batalkan</translation>
    </message>
    <message>
        <source>Yes, cancel</source>
        <translation>Ya, batalkan</translation>
    </message>
</context>
<context>
    <name>BackButton</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
</context>
<context>
    <name>BookingFormPanel</name>
    <message>
        <source>New booking</source>
        <translation>Reservasi baru</translation>
    </message>
    <message>
        <source>One day earlier</source>
        <translation>Sehari sebelumnya</translation>
    </message>
    <message>
        <source>One day later</source>
        <translation>Sehari sesudahnya</translation>
    </message>
    <message>
        <source>In the field of the hour, the arrow keys change the day.</source>
        <translation>Di kolom jam, tombol panah mengganti hari.</translation>
    </message>
    <message>
        <source>Hour, like 09:30</source>
        <translation>Jam, misalnya 09.30</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Kembali ke daftar</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Buat reservasi</translation>
    </message>
</context>
<context>
    <name>BookingPanel</name>
    <message>
        <source>The booking that is chosen stands here. Whoever has booked says a code of 8 digits.</source>
        <translation>Reservasi yang dipilih tampil di sini. Pemegang reservasi menyebutkan kode 8 angka.</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>Kode %1</translation>
    </message>
    <message>
        <source>New booking</source>
        <translation>Reservasi baru</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batalkan</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Lapor hadir</translation>
    </message>
</context>
<context>
    <name>BreakPanel</name>
    <message>
        <source>Break: %1</source>
        <translation>Istirahat: %1</translation>
    </message>
    <message>
        <source>Nobody is called to this counter. Waiting for it: %1</source>
        <translation>Tidak ada yang dipanggil ke loket ini. Yang menunggu: %1</translation>
    </message>
    <message>
        <source>Continue work</source>
        <translation>Lanjutkan</translation>
    </message>
    <message>
        <source>Space, Enter or F2</source>
        <translation>Spasi, Enter, atau F2</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Lainnya…</translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Please wait</source>
        <translation>Mohon tunggu</translation>
    </message>
</context>
<context>
    <name>CheckInPage</name>
    <message>
        <source>Check in with your booking</source>
        <translation>Lapor hadir dengan kode booking</translation>
    </message>
    <message>
        <source>Type the %1 digits of your booking code.</source>
        <translation>Ketik %1 angka kode booking Anda.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Lapor hadir</translation>
    </message>
</context>
<context>
    <name>ClassChips</name>
    <message>
        <source>Do you need priority? Touch what fits. No proof is asked.</source>
        <translation>Perlu didahulukan? Sentuh yang sesuai. Tidak perlu bukti.</translation>
    </message>
    <message>
        <source>You get priority. Touch again to take it back.</source>
        <translation>Anda didahulukan. Sentuh lagi untuk membatalkan.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>%1: closed</source>
        <translation>%1: tutup</translation>
    </message>
    <message>
        <source>%1: asked for</source>
        <translation>%1: diajukan tutup</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>Semua layanan</translation>
    </message>
    <message>
        <source>Ask for a closure…</source>
        <translation>Ajukan tutup sementara…</translation>
    </message>
    <message>
        <source>Temporary closures</source>
        <translation>Tutup sementara</translation>
    </message>
    <message>
        <source>While closed, no numbers are given. A manager decides.</source>
        <translation>Selama tutup, nomor tidak diberikan. Penanggung jawab yang memutuskan.</translation>
    </message>
    <message>
        <source>Open again now</source>
        <translation>Buka kembali sekarang</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>Tarik kembali pengajuan</translation>
    </message>
    <message>
        <source>closed or asked for already</source>
        <translation>sudah tutup atau diajukan</translation>
    </message>
    <message>
        <source>Close what?</source>
        <translation>Apa yang ditutup?</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Layanan</translation>
    </message>
    <message>
        <source>Until it is opened again</source>
        <translation>Sampai dibuka kembali</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Sampai %1</translation>
    </message>
    <message>
        <source>Until when?</source>
        <translation>Sampai kapan?</translation>
    </message>
    <message>
        <source>And those who wait?</source>
        <translation>Bagaimana dengan yang menunggu?</translation>
    </message>
    <message>
        <source>They are still called</source>
        <translation>Tetap dipanggil</translation>
    </message>
    <message>
        <source>only new numbers stop</source>
        <translation>hanya nomor baru yang berhenti</translation>
    </message>
    <message>
        <source>It is over for them today</source>
        <translation>Berakhir untuk hari ini</translation>
    </message>
    <message>
        <source>their numbers are cancelled</source>
        <translation>nomor mereka dibatalkan</translation>
    </message>
    <message>
        <source>Why? Visitors read this.</source>
        <translation>Alasannya? Pengunjung membacanya.</translation>
    </message>
    <message>
        <source>For example: the network is down</source>
        <translation>Misalnya: jaringan sedang terganggu</translation>
    </message>
    <message>
        <source>Send to the manager</source>
        <translation>Kirim ke penanggung jawab</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>sampai %1</translation>
    </message>
</context>
<context>
    <name>CounterSign</name>
    <message>
        <source>COUNTER %1</source>
        <translation>LOKET %1</translation>
    </message>
</context>
<context>
    <name>CounterTile</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Sedang dipakai</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>Semua layanan</translation>
    </message>
</context>
<context>
    <name>DeskPanel</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Akhiri tugas</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Keypad is set to counter %1</source>
        <translation>Papan tombol disetel untuk loket %1</translation>
    </message>
    <message>
        <source>Keypad does not answer</source>
        <translation>Papan tombol tidak menjawab</translation>
    </message>
    <message>
        <source>Keypad not connected</source>
        <translation>Papan tombol tidak tersambung</translation>
    </message>
    <message>
        <source>LED sign does not answer</source>
        <translation>Papan LED tidak menjawab</translation>
    </message>
    <message>
        <source>LED sign not connected</source>
        <translation>Papan LED tidak tersambung</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>There is no zone %1. The zones are: %2.</source>
        <translation>Tidak ada zona %1. Zona yang ada: %2.</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>Hari ini tutup</translation>
    </message>
    <message>
        <source>Closed today: %1</source>
        <translation>Libur hari ini: %1</translation>
    </message>
    <message>
        <source>Closed for today</source>
        <translation>Sudah tutup</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <translation>%1 sampai %2</translation>
    </message>
    <message>
        <source>Open today %1</source>
        <translation>Buka hari ini %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>baru saja</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 mnt lalu</translation>
    </message>
    <message>
        <source>Services closed: %1</source>
        <translation>Layanan tutup: %1</translation>
    </message>
    <message>
        <source>Closed for now</source>
        <translation>Tutup sementara</translation>
    </message>
    <message>
        <source>Closed · opens %1</source>
        <translation>Tutup · buka %1</translation>
    </message>
    <message>
        <source>All agencies</source>
        <translation>Semua instansi</translation>
    </message>
    <message>
        <source>%1 agencies</source>
        <translation>%1 instansi</translation>
    </message>
    <message>
        <source>%1: temporarily closed (%2).</source>
        <translation>%1: tutup sementara (%2).</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritas</translation>
    </message>
    <message>
        <source>Booking</source>
        <translation>Reservasi</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>On break</source>
        <translation>Istirahat</translation>
    </message>
    <message>
        <source>Counters on break: %1</source>
        <translation>Loket istirahat: %1</translation>
    </message>
    <message>
        <source>On break: counter %1</source>
        <translation>Istirahat: loket %1</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Done (%1 s)</source>
        <translation>Selesai (%1 detik)</translation>
    </message>
    <message>
        <source>Please take your slip</source>
        <translation>Silakan ambil struk Anda</translation>
    </message>
    <message>
        <source>You are in the queue</source>
        <translation>Anda sudah masuk antrean</translation>
    </message>
    <message>
        <source>Please sit down. Your number will be called and shown.</source>
        <translation>Silakan duduk. Nomor Anda akan dipanggil dan ditampilkan.</translation>
    </message>
</context>
<context>
    <name>ErrandBar</name>
    <message>
        <source>Your errands, quickest order:</source>
        <translation>Keperluan Anda, urutan tercepat:</translation>
    </message>
    <message>
        <source>Your errands:</source>
        <translation>Keperluan Anda:</translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation>Prioritas: %1</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>Ambil nomor</translation>
    </message>
</context>
<context>
    <name>ErrandChip</name>
    <message>
        <source>Closed</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Hapus %1</translation>
    </message>
</context>
<context>
    <name>ErrandList</name>
    <message>
        <source>On the same number</source>
        <translation>Dengan nomor yang sama</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Hapus</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Booked %1</source>
        <translation>Reservasi %1</translation>
    </message>
    <message>
        <source>Pick-up</source>
        <translation>Pengambilan</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Alihan</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Speaks English</source>
        <translation>Berbahasa Inggris</translation>
    </message>
    <message>
        <source>In line since %1, waited %2</source>
        <translation>Mengantre sejak %1, menunggu %2</translation>
    </message>
    <message>
        <source>Also: %1</source>
        <translation>Keperluan lain: %1</translation>
    </message>
    <message>
        <source>No priority</source>
        <translation>Tanpa prioritas</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritas</translation>
    </message>
    <message>
        <source>documents missing</source>
        <translation>berkas belum lengkap</translation>
    </message>
    <message>
        <source>its counter was freed</source>
        <translation>loketnya dilepas</translation>
    </message>
    <message>
        <source>at the visitor&apos;s wish</source>
        <translation>permintaan pengunjung</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>mencetak</translation>
    </message>
    <message>
        <source>later</source>
        <translation>menyusul</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>menunggu</translation>
    </message>
    <message>
        <source>called</source>
        <translation>dipanggil</translation>
    </message>
    <message>
        <source>being served</source>
        <translation>sedang dilayani</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>ditunda</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>transferred</source>
        <translation>dialihkan</translation>
    </message>
    <message>
        <source>no-show</source>
        <translation>tidak hadir</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>batal</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Please have your documents ready. If your number was missed, please ask an officer.</source>
        <translation>Harap siapkan berkas Anda. Jika nomor Anda terlewat, silakan hubungi petugas.</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Type what the visitor needs in their own words: “ktp hilang”, “paspor”.</source>
        <translation>Ketik keperluan pengunjung dengan kata sehari-hari: “ktp hilang”, “paspor”.</translation>
    </message>
    <message>
        <source>A number, a booking code or a scanned slip works here too.</source>
        <translation>Nomor, kode booking, atau struk yang dipindai juga bisa di sini.</translation>
    </message>
    <message>
        <source>No service has these words.</source>
        <translation>Tidak ada layanan dengan kata-kata ini.</translation>
    </message>
    <message>
        <source>Given at this desk</source>
        <translation>Diberikan di meja ini</translation>
    </message>
    <message>
        <source>No such number today.</source>
        <translation>Nomor ini tidak ada hari ini.</translation>
    </message>
    <message>
        <source>Type a number like A-017, or scan the slip.</source>
        <translation>Ketik nomor seperti A-017, atau pindai struknya.</translation>
    </message>
    <message>
        <source>Today’s bookings</source>
        <translation>Reservasi hari ini</translation>
    </message>
    <message>
        <source>No booking found. Please check the digits.</source>
        <translation>Reservasi tidak ditemukan. Periksa lagi angkanya.</translation>
    </message>
    <message>
        <source>Nobody who has booked for today is still to come.</source>
        <translation>Tidak ada lagi pemegang reservasi hari ini yang ditunggu.</translation>
    </message>
    <message>
        <source>Services that can be booked</source>
        <translation>Layanan yang dapat direservasi</translation>
    </message>
    <message>
        <source>No service with these words can be booked.</source>
        <translation>Tidak ada layanan dengan kata-kata ini yang dapat direservasi.</translation>
    </message>
    <message>
        <source>Results to be fetched</source>
        <translation>Hasil layanan yang dapat diambil</translation>
    </message>
    <message>
        <source>No result is waiting for this number.</source>
        <translation>Tidak ada hasil layanan untuk nomor ini.</translation>
    </message>
    <message>
        <source>No results are waiting to be fetched.</source>
        <translation>Tidak ada hasil layanan yang menunggu diambil.</translation>
    </message>
</context>
<context>
    <name>FullNote</name>
    <message>
        <source>This device is not a counter</source>
        <translation>Perangkat ini bukan loket</translation>
    </message>
    <message>
        <source>The counter opens by itself as soon as the server is found.</source>
        <translation>Loket terbuka sendiri begitu server ditemukan.</translation>
    </message>
    <message>
        <source>It was enrolled for another task. Ask the administrator to enrol it as a counter.</source>
        <translation>Perangkat ini terdaftar untuk tugas lain. Minta administrator mendaftarkannya sebagai loket.</translation>
    </message>
    <message>
        <source>This device is not a display</source>
        <translation>Perangkat ini bukan layar antrean</translation>
    </message>
    <message>
        <source>This zone does not exist</source>
        <translation>Zona ini tidak ada</translation>
    </message>
    <message>
        <source>Calls appear here as soon as the server is found.</source>
        <translation>Panggilan tampil di sini begitu server ditemukan.</translation>
    </message>
    <message>
        <source>It was enrolled for another task. Ask the administrator to enrol it as a display.</source>
        <translation>Perangkat ini terdaftar untuk tugas lain. Minta administrator mendaftarkannya sebagai layar antrean.</translation>
    </message>
    <message>
        <source>Start the display with the name of a zone, or without one for the whole mall.</source>
        <translation>Jalankan layar dengan nama zona yang ada, atau tanpa zona untuk seluruh mal.</translation>
    </message>
</context>
<context>
    <name>IdleFacts</name>
    <message>
        <source>Nobody is waiting</source>
        <translation>Tidak ada yang menunggu</translation>
    </message>
    <message>
        <source>New numbers appear here by themselves.</source>
        <translation>Nomor baru muncul di sini dengan sendirinya.</translation>
    </message>
    <message>
        <source>Ready to call</source>
        <translation>Siap memanggil</translation>
    </message>
    <message>
        <source>waiting for this counter</source>
        <translation>menunggu loket ini</translation>
    </message>
    <message>
        <source>Press F2 or the space bar to call</source>
        <translation>Tekan F2 atau spasi untuk memanggil</translation>
    </message>
</context>
<context>
    <name>IssuePanel</name>
    <message>
        <source>The service that is chosen stands here, with its requirements.</source>
        <translation>Layanan yang dipilih tampil di sini, dengan persyaratannya.</translation>
    </message>
    <message>
        <source>Priority (Ctrl and the digit)</source>
        <translation>Prioritas (Ctrl dan angkanya)</translation>
    </message>
    <message>
        <source>One more service</source>
        <translation>Tambah layanan lain</translation>
    </message>
    <message>
        <source>Give a number</source>
        <translation>Beri nomor</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Erase</source>
        <translation>Hapus</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Call number %1</source>
        <translation>Panggil nomor %1</translation>
    </message>
    <message>
        <source>Sign on first, then the keypad works.</source>
        <translation>Masuk bertugas dahulu, baru papan tombol dapat dipakai.</translation>
    </message>
    <message>
        <source>No connection to the server: this key did nothing.</source>
        <translation>Tidak ada sambungan ke server: tombol ini tidak berpengaruh.</translation>
    </message>
    <message>
        <source>Number %1 is typed: call it, or clear it first.</source>
        <translation>Nomor %1 sudah diketik: panggil, atau hapus dahulu.</translation>
    </message>
    <message>
        <source>On a break: the call key continues work.</source>
        <translation>Sedang istirahat: tombol panggil untuk melanjutkan.</translation>
    </message>
    <message>
        <source>Nobody is at the counter: call somebody first.</source>
        <translation>Belum ada pengunjung di loket: panggil dahulu.</translation>
    </message>
    <message>
        <source>%1 is called: start, call again or no-show.</source>
        <translation>%1 sedang dipanggil: mulai, panggil ulang, atau tidak hadir.</translation>
    </message>
    <message>
        <source>%1 is being served: finish first.</source>
        <translation>%1 sedang dilayani: selesaikan dahulu.</translation>
    </message>
    <message>
        <source>Number %1 is not waiting here.</source>
        <translation>Nomor %1 tidak sedang menunggu di sini.</translation>
    </message>
    <message>
        <source>On the keypad: no-show again for yes, clear for no</source>
        <translation>Papan tombol: “tidak hadir” sekali lagi untuk ya, “hapus” untuk tidak</translation>
    </message>
    <message>
        <source>On the keypad: call again for yes, clear for no</source>
        <translation>Papan tombol: “panggil” sekali lagi untuk ya, “hapus” untuk tidak</translation>
    </message>
    <message>
        <source>%1 are waiting: choose on the screen with F12.</source>
        <translation>%1 sedang menunggu: pilih di layar dengan F12.</translation>
    </message>
</context>
<context>
    <name>KeypadPanel</name>
    <message>
        <source>Call</source>
        <translation>Panggil</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Mulai</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>Tidak hadir</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Keypad %1</source>
        <translation>Papan tombol %1</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>%1 Your number will be shown on the screen.</source>
        <translation>%1 Nomor tampil di layar.</translation>
    </message>
    <message>
        <source>The printer is ready again.</source>
        <translation>Printer sudah siap kembali.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>Belum ada jawaban dari server. Silakan coba lagi.</translation>
    </message>
    <message>
        <source>%1 Numbers cannot be taken right now.</source>
        <translation>%1 Nomor belum dapat diambil.</translation>
    </message>
    <message>
        <source>Please tell an officer.</source>
        <translation>Harap beri tahu petugas.</translation>
    </message>
    <message>
        <source>For staff: its token was given to a device of the kind “%1”. Enrol it as a kiosk.</source>
        <translation>Untuk petugas: tokennya terdaftar untuk perangkat jenis “%1”. Daftarkan perangkat ini sebagai kiosk.</translation>
    </message>
    <message>
        <source>This device is not a kiosk</source>
        <translation>Perangkat ini bukan kiosk</translation>
    </message>
    <message>
        <source>There are no services yet</source>
        <translation>Belum ada layanan</translation>
    </message>
    <message>
        <source>The list of services of this mall is empty.</source>
        <translation>Daftar layanan mal ini masih kosong.</translation>
    </message>
    <message>
        <source>For staff: fill the server&apos;s catalogue, then start it again.</source>
        <translation>Untuk petugas: isi katalog di server, lalu jalankan ulang server.</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>Mohon tunggu sebentar.</translation>
    </message>
    <message>
        <source>About %1 minutes</source>
        <translation>Sekitar %1 menit</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Counter not open yet</source>
        <translation>Loket belum buka</translation>
    </message>
    <message>
        <source>No queue</source>
        <translation>Tidak ada antrean</translation>
    </message>
    <message>
        <source>About %1 waiting</source>
        <translation>Sekitar %1 menunggu</translation>
    </message>
    <message>
        <source>Your booked hour is over. This number is for the ordinary queue.</source>
        <translation>Jam reservasi sudah lewat. Nomor ini untuk antrean biasa.</translation>
    </message>
    <message>
        <source>This is not a number of today</source>
        <translation>Ini bukan nomor hari ini</translation>
    </message>
    <message>
        <source>Please take a new number if you still need one.</source>
        <translation>Silakan ambil nomor baru bila masih perlu.</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritas</translation>
    </message>
    <message>
        <source>This number is no longer in use</source>
        <translation>Nomor ini sudah tidak berlaku</translation>
    </message>
    <message>
        <source>It may be a slip of another day or place. Please take a new number, or ask an officer.</source>
        <translation>Mungkin ini struk hari atau tempat lain. Silakan ambil nomor baru atau tanya petugas.</translation>
    </message>
    <message>
        <source>This code could not be read</source>
        <translation>Kode ini tidak terbaca</translation>
    </message>
    <message>
        <source>Please hold the square code on your slip before the scanner, or ask an officer.</source>
        <translation>Arahkan kode kotak pada struk Anda ke pemindai, atau tanya petugas.</translation>
    </message>
    <message>
        <source>Your number cannot be looked up right now</source>
        <translation>Nomor Anda belum bisa diperiksa sekarang</translation>
    </message>
    <message>
        <source>It stays valid. Please scan it again in a moment, or ask an officer.</source>
        <translation>Nomor Anda tetap berlaku. Silakan coba pindai lagi nanti, atau tanya petugas.</translation>
    </message>
    <message>
        <source>Please go to counter %1 now</source>
        <translation>Silakan ke Loket %1 sekarang</translation>
    </message>
    <message>
        <source>Your number has been called.</source>
        <translation>Nomor Anda sudah dipanggil.</translation>
    </message>
    <message>
        <source>You are being served at counter %1</source>
        <translation>Anda sedang dilayani di Loket %1</translation>
    </message>
    <message>
        <source>Your number is back in the queue</source>
        <translation>Nomor Anda masuk antrean lagi</translation>
    </message>
    <message>
        <source>You are in the queue</source>
        <translation>Anda sudah masuk antrean</translation>
    </message>
    <message>
        <source>Please sit down. Your number will be called and shown.</source>
        <translation>Silakan duduk. Nomor Anda akan dipanggil dan ditampilkan.</translation>
    </message>
    <message>
        <source>This errand comes later</source>
        <translation>Keperluan ini menyusul</translation>
    </message>
    <message>
        <source>You were away when it was called.</source>
        <translation>Tadi Anda belum hadir saat dipanggil.</translation>
    </message>
    <message>
        <source>It will be called once the one before it is finished.</source>
        <translation>Akan dipanggil setelah keperluan sebelumnya selesai.</translation>
    </message>
    <message>
        <source>Your number was called and has passed</source>
        <translation>Nomor Anda sudah terlewat</translation>
    </message>
    <message>
        <source>That was too long ago. Please take a new number, or ask an officer.</source>
        <translation>Terlewat terlalu lama. Silakan ambil nomor baru atau tanya petugas.</translation>
    </message>
    <message>
        <source>All is finished</source>
        <translation>Semua sudah selesai</translation>
    </message>
    <message>
        <source>Thank you for your visit.</source>
        <translation>Terima kasih atas kunjungan Anda.</translation>
    </message>
    <message>
        <source>This number is cancelled</source>
        <translation>Nomor ini dibatalkan</translation>
    </message>
    <message>
        <source>It is your turn soon. Please stay near the counters.</source>
        <translation>Sebentar lagi giliran Anda. Silakan tunggu di dekat loket.</translation>
    </message>
    <message>
        <source>About 1 person is before you.</source>
        <translation>Sekitar 1 orang di depan Anda.</translation>
    </message>
    <message>
        <source>About %1 people are before you.</source>
        <translation>Sekitar %1 orang di depan Anda.</translation>
    </message>
    <message>
        <source>Please complete your documents</source>
        <translation>Silakan lengkapi berkas Anda</translation>
    </message>
    <message>
        <source>Then report at counter %1. You need no new number.</source>
        <translation>Setelah lengkap, lapor di Loket %1. Tidak perlu nomor baru.</translation>
    </message>
    <message>
        <source>Please report at counter %1</source>
        <translation>Silakan lapor di Loket %1</translation>
    </message>
    <message>
        <source>Sorry, the officer had to leave. You need no new number.</source>
        <translation>Mohon maaf, petugas harus meninggalkan loket. Tidak perlu nomor baru.</translation>
    </message>
    <message>
        <source>We keep your number for you</source>
        <translation>Nomor Anda kami simpan</translation>
    </message>
    <message>
        <source>When you are ready, report at counter %1. You need no new number.</source>
        <translation>Bila sudah siap, lapor di Loket %1. Tidak perlu nomor baru.</translation>
    </message>
    <message>
        <source>As you wished. Please take a new number if you still need one.</source>
        <translation>Sesuai permintaan Anda. Silakan ambil nomor baru bila masih perlu.</translation>
    </message>
    <message>
        <source>It was not used in time. Please take a new number.</source>
        <translation>Nomor ini tidak dipakai tepat waktu. Silakan ambil nomor baru.</translation>
    </message>
    <message>
        <source>The day is over. Please come again on the next working day.</source>
        <translation>Layanan hari ini sudah selesai. Silakan datang lagi pada hari kerja berikutnya.</translation>
    </message>
    <message>
        <source>The service had to close for today. Please ask an officer.</source>
        <translation>Layanan ini terpaksa ditutup hari ini. Silakan tanya petugas.</translation>
    </message>
    <message>
        <source>If that is a mistake, please ask an officer.</source>
        <translation>Bila ini keliru, silakan tanya petugas.</translation>
    </message>
    <message>
        <source>Called to counter %1: please go there</source>
        <translation>Dipanggil ke Loket %1: silakan ke sana</translation>
    </message>
    <message>
        <source>Being served at counter %1</source>
        <translation>Sedang dilayani di Loket %1</translation>
    </message>
    <message>
        <source>Back in the queue</source>
        <translation>Masuk antrean lagi</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>After the one before it</source>
        <translation>Setelah keperluan sebelumnya</translation>
    </message>
    <message>
        <source>Set aside: complete your documents, then report at counter %1</source>
        <translation>Ditunda: lengkapi berkas, lalu lapor di Loket %1</translation>
    </message>
    <message>
        <source>Set aside: report at counter %1</source>
        <translation>Ditunda: lapor di Loket %1</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Selesai dilayani</translation>
    </message>
    <message>
        <source>Missed: take a new number, or ask an officer</source>
        <translation>Terlewat: ambil nomor baru atau tanya petugas</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>you are next</source>
        <translation>segera dipanggil</translation>
    </message>
    <message>
        <source>about %1 before you</source>
        <translation>sekitar %1 di depan Anda</translation>
    </message>
    <message>
        <source>The printer has run out of paper.</source>
        <translation>Kertas printer habis.</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open.</source>
        <translation>Penutup printer terbuka.</translation>
    </message>
    <message>
        <source>The printer&apos;s knife is stuck.</source>
        <translation>Pisau printer macet.</translation>
    </message>
    <message>
        <source>This kiosk shows your number on the screen.</source>
        <translation>Nomor Anda ditampilkan di layar.</translation>
    </message>
    <message>
        <source>The printer is not connected.</source>
        <translation>Printer tidak terhubung.</translation>
    </message>
    <message>
        <source>The printer does not respond.</source>
        <translation>Printer tidak merespons.</translation>
    </message>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>About 1 person</source>
        <translation>Sekitar 1 orang</translation>
    </message>
    <message>
        <source>About %1 people</source>
        <translation>Sekitar %1 orang</translation>
    </message>
</context>
<context>
    <name>LeavingNote</name>
    <message>
        <source>Still there? Touch the screen.</source>
        <translation>Masih di sini? Sentuh layar.</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>at this counter</source>
        <translation>di loket ini</translation>
    </message>
    <message>
        <source>at another counter</source>
        <translation>di loket lain</translation>
    </message>
    <message>
        <source>sent to counter %1</source>
        <translation>dialihkan ke loket %1</translation>
    </message>
    <message>
        <source>sent to %1</source>
        <translation>dialihkan kepada %1</translation>
    </message>
</context>
<context>
    <name>LinePanel</name>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Disisihkan</translation>
    </message>
    <message>
        <source>The line is empty</source>
        <translation>Antrean kosong</translation>
    </message>
    <message>
        <source>Nobody is set aside</source>
        <translation>Tidak ada yang disisihkan</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Queue display</source>
        <translation>Layar antrean</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>Resepsionis</translation>
    </message>
    <message>
        <source>Workbench</source>
        <translation>Meja kerja</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Papan tombol</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Pemindai</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Nobody is at the counter</source>
        <translation>Tidak ada pengunjung di loket</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>Transfer to another service…</source>
        <translation>Alihkan ke layanan lain…</translation>
    </message>
    <message>
        <source>Set aside: documents missing</source>
        <translation>Tunda: berkas belum lengkap</translation>
    </message>
    <message>
        <source>Set aside: the visitor&apos;s wish</source>
        <translation>Tunda: permintaan pengunjung</translation>
    </message>
    <message>
        <source>Hand over to a free counter…</source>
        <translation>Serahkan ke loket yang kosong…</translation>
    </message>
    <message>
        <source>Correct the priority…</source>
        <translation>Perbaiki prioritas…</translation>
    </message>
    <message>
        <source>Cancel this number…</source>
        <translation>Batalkan nomor ini…</translation>
    </message>
    <message>
        <source>Find a number…</source>
        <translation>Cari nomor…</translation>
    </message>
    <message>
        <source>Take a break…</source>
        <translation>Istirahat…</translation>
    </message>
    <message>
        <source>Another officer takes over…</source>
        <translation>Ganti petugas…</translation>
    </message>
    <message>
        <source>Temporary closures…</source>
        <translation>Tutup sementara…</translation>
    </message>
    <message>
        <source>Cancel %1?</source>
        <translation>Batalkan %1?</translation>
    </message>
    <message>
        <source>All that this number still waits for at this agency ends.</source>
        <translation>Semua yang masih ditunggu nomor ini di instansi ini berakhir.</translation>
    </message>
    <message>
        <source>Yes, cancel</source>
        <translation>Ya, batalkan</translation>
    </message>
    <message>
        <source>No, go back</source>
        <translation>Tidak, kembali</translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation>seperti sekarang</translation>
    </message>
    <message>
        <source>Priority of %1</source>
        <translation>Prioritas %1</translation>
    </message>
    <message>
        <source>No other counter serves this.</source>
        <translation>Tidak ada loket lain untuk layanan ini.</translation>
    </message>
    <message>
        <source>Hand over %1 to</source>
        <translation>Serahkan %1 kepada</translation>
    </message>
    <message>
        <source>Take a break</source>
        <translation>Istirahat</translation>
    </message>
    <message>
        <source>Nobody is called to this counter meanwhile.</source>
        <translation>Selama itu tidak ada yang dipanggil ke loket ini.</translation>
    </message>
    <message>
        <source>%1 leaves; the visit at the counter stays.</source>
        <translation>%1 selesai bertugas; pengunjung di loket tetap dilayani.</translation>
    </message>
    <message>
        <source>Who takes over this counter?</source>
        <translation>Siapa yang menggantikan di loket ini?</translation>
    </message>
    <message>
        <source>Officer&apos;s name</source>
        <translation>Nama petugas</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Gantikan</translation>
    </message>
    <message>
        <source>Prayer</source>
        <translation>Salat</translation>
    </message>
    <message>
        <source>Meal</source>
        <translation>Makan</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Rapat</translation>
    </message>
    <message>
        <source>Errand for work</source>
        <translation>Tugas luar</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Jeda</translation>
    </message>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>nobody there at the moment</source>
        <translation>sedang tidak ada petugas</translation>
    </message>
    <message>
        <source>on a break</source>
        <translation>sedang istirahat</translation>
    </message>
    <message>
        <source>has a visitor</source>
        <translation>sedang melayani</translation>
    </message>
</context>
<context>
    <name>MoreBelow</name>
    <message>
        <source>More to read below</source>
        <translation>Masih ada lagi di bawah</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>%1 was handed over to you by counter %2.</source>
        <translation>%1 diserahkan kepada Anda oleh loket %2.</translation>
    </message>
    <message>
        <source>The day has ended. All counters are signed off.</source>
        <translation>Pelayanan hari ini telah berakhir. Tugas di semua loket sudah diakhiri.</translation>
    </message>
    <message>
        <source>Counter %1 was freed by someone else. Sign on again.</source>
        <translation>Loket %1 telah dilepas oleh orang lain. Silakan masuk bertugas lagi.</translation>
    </message>
    <message>
        <source>Counter %1 was freed by someone else: %2. Sign on again.</source>
        <translation>Loket %1 telah dilepas oleh orang lain: %2. Silakan masuk bertugas lagi.</translation>
    </message>
    <message>
        <source>%1: stays open, no closure</source>
        <translation>%1: tetap buka, pengajuan tutup tidak berlaku</translation>
    </message>
    <message>
        <source>%1: open again</source>
        <translation>%1: buka kembali</translation>
    </message>
</context>
<context>
    <name>OnlineHint</name>
    <message>
        <source>You can also do this from home</source>
        <translation>Bisa juga diurus dari rumah</translation>
    </message>
</context>
<context>
    <name>OpenCheckIn</name>
    <message>
        <source>Do you have a booking code? Check in</source>
        <translation>Punya kode booking? Lapor hadir</translation>
    </message>
</context>
<context>
    <name>OutcomeRow</name>
    <message>
        <source>Completed</source>
        <translation>Tuntas</translation>
    </message>
    <message>
        <source>Documents incomplete</source>
        <translation>Berkas belum lengkap</translation>
    </message>
    <message>
        <source>Referred elsewhere</source>
        <translation>Diarahkan ke tempat lain</translation>
    </message>
    <message>
        <source>Not served</source>
        <translation>Tidak dilayani</translation>
    </message>
    <message>
        <source>Result comes later</source>
        <translation>Hasil menyusul</translation>
    </message>
</context>
<context>
    <name>PageTabs</name>
    <message>
        <source>New number</source>
        <translation>Nomor baru</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Cari nomor</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>Reservasi</translation>
    </message>
    <message>
        <source>Pick-ups</source>
        <translation>Ambil hasil</translation>
    </message>
</context>
<context>
    <name>PageTurner</name>
    <message>
        <source>Previous</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 dari %2</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
</context>
<context>
    <name>PaperTray</name>
    <message>
        <source>Sheet %1, half a slip</source>
        <translation>Lembar %1, setengah struk</translation>
    </message>
    <message>
        <source>Sheet %1</source>
        <translation>Lembar %1</translation>
    </message>
    <message>
        <source>No slip yet</source>
        <translation>Belum ada struk</translation>
    </message>
    <message>
        <source>What is printed falls in here.</source>
        <translation>Yang dicetak jatuh di sini.</translation>
    </message>
</context>
<context>
    <name>PickUpPanel</name>
    <message>
        <source>The result that is chosen stands here. It is found by the number of the visit before.</source>
        <translation>Hasil layanan yang dipilih tampil di sini. Cari dengan nomor kunjungan sebelumnya.</translation>
    </message>
    <message>
        <source>Number of %1</source>
        <translation>Nomor tanggal %1</translation>
    </message>
    <message>
        <source>The agency has not marked it as ready yet. The visitor can ask at its counter.</source>
        <translation>Instansi belum menandainya siap. Pengunjung dapat bertanya di loketnya.</translation>
    </message>
    <message>
        <source>Give a number for it</source>
        <translation>Beri nomor pengambilan</translation>
    </message>
</context>
<context>
    <name>PlacePage</name>
    <message>
        <source>I understand</source>
        <translation>Saya mengerti</translation>
    </message>
    <message>
        <source>Your queue number</source>
        <translation>Nomor antrean Anda</translation>
    </message>
    <message>
        <source>Wait at</source>
        <translation>Tunggu di</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
</context>
<context>
    <name>PrinterPanel</name>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
</context>
<context>
    <name>PrintingPage</name>
    <message>
        <source>Your slip is being printed</source>
        <translation>Struk sedang dicetak</translation>
    </message>
    <message>
        <source>Taking your number</source>
        <translation>Mengambil nomor</translation>
    </message>
</context>
<context>
    <name>QueryField</name>
    <message>
        <source>Service to be booked</source>
        <translation>Layanan yang direservasi</translation>
    </message>
    <message>
        <source>What do they need? Or scan a slip</source>
        <translation>Keperluannya apa? Atau pindai struk</translation>
    </message>
    <message>
        <source>Number, or scan the slip</source>
        <translation>Nomor, atau pindai struk</translation>
    </message>
    <message>
        <source>Code of 8 digits, or service</source>
        <translation>Kode 8 angka, atau layanan</translation>
    </message>
    <message>
        <source>Number of the visit before</source>
        <translation>Nomor kunjungan sebelumnya</translation>
    </message>
    <message>
        <source>Enter: look up</source>
        <translation>Enter: cari nomor</translation>
    </message>
    <message>
        <source>Enter: booking</source>
        <translation>Enter: reservasi</translation>
    </message>
    <message>
        <source>Enter: new number</source>
        <translation>Enter: nomor baru</translation>
    </message>
</context>
<context>
    <name>QuestionPage</name>
    <message>
        <source>Did the slip come out?</source>
        <translation>Apakah struk sudah keluar?</translation>
    </message>
    <message>
        <source>Your number is kept either way.</source>
        <translation>Nomor Anda tetap berlaku.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>The server did not understand this device.</source>
        <translation>Server tidak memahami perangkat ini.</translation>
    </message>
    <message>
        <source>This device may not do that.</source>
        <translation>Perangkat ini tidak diizinkan melakukan itu.</translation>
    </message>
    <message>
        <source>That took too long. Please try again.</source>
        <translation>Terlalu lama. Silakan coba lagi.</translation>
    </message>
    <message>
        <source>Very busy at the moment. Please try again shortly.</source>
        <translation>Sedang sangat sibuk. Silakan coba lagi sebentar lagi.</translation>
    </message>
    <message>
        <source>The server cannot store anything at the moment. Please call a technician.</source>
        <translation>Server sedang tidak dapat menyimpan data. Mohon hubungi teknisi.</translation>
    </message>
    <message>
        <source>This service is not offered.</source>
        <translation>Layanan ini tidak tersedia.</translation>
    </message>
    <message>
        <source>This counter does not exist.</source>
        <translation>Loket ini tidak ada.</translation>
    </message>
    <message>
        <source>This ticket is no longer in the queue.</source>
        <translation>Nomor ini sudah tidak ada dalam antrean.</translation>
    </message>
    <message>
        <source>There are no more numbers today.</source>
        <translation>Nomor antrean hari ini sudah habis.</translation>
    </message>
    <message>
        <source>The queue for this service is full.</source>
        <translation>Antrean layanan ini penuh.</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>Tidak ada yang menunggu.</translation>
    </message>
    <message>
        <source>Nobody has signed on at this counter.</source>
        <translation>Belum ada petugas di loket ini.</translation>
    </message>
    <message>
        <source>Another officer has signed on at this counter.</source>
        <translation>Petugas lain sedang bertugas di loket ini.</translation>
    </message>
    <message>
        <source>Finish with the present visitor first.</source>
        <translation>Selesaikan dahulu pengunjung yang sekarang.</translation>
    </message>
    <message>
        <source>This officer has signed on at another counter.</source>
        <translation>Petugas ini sedang bertugas di loket lain.</translation>
    </message>
    <message>
        <source>This device has signed on at another counter.</source>
        <translation>Perangkat ini sedang dipakai di loket lain.</translation>
    </message>
    <message>
        <source>This belongs to another agency.</source>
        <translation>Ini milik instansi lain.</translation>
    </message>
    <message>
        <source>This visitor is not at this counter.</source>
        <translation>Pengunjung ini tidak berada di loket ini.</translation>
    </message>
    <message>
        <source>That is not possible any more for this ticket.</source>
        <translation>Hal itu tidak dapat dilakukan lagi untuk nomor ini.</translation>
    </message>
    <message>
        <source>Closed today: it is a holiday.</source>
        <translation>Tutup hari ini: hari libur.</translation>
    </message>
    <message>
        <source>Closed today.</source>
        <translation>Tutup hari ini.</translation>
    </message>
    <message>
        <source>Not open yet.</source>
        <translation>Belum buka.</translation>
    </message>
    <message>
        <source>Closed for a break.</source>
        <translation>Sedang istirahat.</translation>
    </message>
    <message>
        <source>It is too late for a number today.</source>
        <translation>Batas akhir pengambilan nomor hari ini sudah lewat.</translation>
    </message>
    <message>
        <source>Closed for today.</source>
        <translation>Sudah tutup untuk hari ini.</translation>
    </message>
    <message>
        <source>The mall has ended its day.</source>
        <translation>Layanan hari ini sudah berakhir.</translation>
    </message>
    <message>
        <source>All numbers for today have been given.</source>
        <translation>Kuota nomor hari ini sudah habis.</translation>
    </message>
    <message>
        <source>Temporarily closed.</source>
        <translation>Tutup sementara.</translation>
    </message>
    <message>
        <source>This kind of priority is not known here.</source>
        <translation>Jenis prioritas ini tidak dikenal.</translation>
    </message>
    <message>
        <source>This agency is not in this mall.</source>
        <translation>Instansi ini tidak ada di mal ini.</translation>
    </message>
    <message>
        <source>No officer of this name is at a counter there.</source>
        <translation>Tidak ada petugas dengan nama ini di loket instansi itu.</translation>
    </message>
    <message>
        <source>The rules of this agency do not allow that.</source>
        <translation>Aturan instansi ini tidak membolehkan hal itu.</translation>
    </message>
    <message>
        <source>This visit has as many services as are possible.</source>
        <translation>Jumlah layanan dalam kunjungan ini sudah paling banyak.</translation>
    </message>
    <message>
        <source>This number has been put back as often as is allowed.</source>
        <translation>Nomor ini sudah ditunda sebanyak yang diperbolehkan.</translation>
    </message>
    <message>
        <source>It is too late to take this number back into the queue.</source>
        <translation>Sudah terlambat untuk mengembalikan nomor ini ke antrean.</translation>
    </message>
    <message>
        <source>This visitor is at another counter.</source>
        <translation>Pengunjung ini sedang di loket lain.</translation>
    </message>
    <message>
        <source>There is a break at this counter.</source>
        <translation>Loket ini sedang istirahat.</translation>
    </message>
    <message>
        <source>The visitor is at this counter already.</source>
        <translation>Pengunjung ini sudah di loket ini.</translation>
    </message>
    <message>
        <source>This service cannot be booked ahead.</source>
        <translation>Layanan ini tidak dapat direservasi.</translation>
    </message>
    <message>
        <source>This hour cannot be booked.</source>
        <translation>Jam ini tidak dapat direservasi.</translation>
    </message>
    <message>
        <source>This hour is fully booked. Please choose another one.</source>
        <translation>Reservasi jam ini sudah penuh. Silakan pilih jam lain.</translation>
    </message>
    <message>
        <source>There is no booking with this code. Please check its digits, or ask an officer.</source>
        <translation>Tidak ada reservasi dengan kode ini. Periksa kembali angkanya, atau tanyakan kepada petugas.</translation>
    </message>
    <message>
        <source>This booking is for another day.</source>
        <translation>Reservasi ini untuk hari lain.</translation>
    </message>
    <message>
        <source>It is too early to check in.</source>
        <translation>Belum waktunya lapor hadir.</translation>
    </message>
    <message>
        <source>No result is waiting for this number.</source>
        <translation>Tidak ada hasil layanan untuk nomor ini.</translation>
    </message>
    <message>
        <source>This closure has ended already.</source>
        <translation>Penutupan ini sudah berakhir.</translation>
    </message>
    <message>
        <source>Closed today: %1.</source>
        <translation>Tutup hari ini: %1.</translation>
    </message>
    <message>
        <source>Closed for a break: %1.</source>
        <translation>Sedang istirahat: %1.</translation>
    </message>
    <message>
        <source>Temporarily closed: %1.</source>
        <translation>Tutup sementara: %1.</translation>
    </message>
    <message>
        <source>Holiday</source>
        <translation>Hari libur</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>Hari ini tutup</translation>
    </message>
    <message>
        <source>Not open yet</source>
        <translation>Belum buka</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Istirahat</translation>
    </message>
    <message>
        <source>Too late for today</source>
        <translation>Batas akhir sudah lewat</translation>
    </message>
    <message>
        <source>Closed for today</source>
        <translation>Sudah tutup</translation>
    </message>
    <message>
        <source>No numbers left today</source>
        <translation>Kuota hari ini habis</translation>
    </message>
    <message>
        <source>Temporarily closed</source>
        <translation>Tutup sementara</translation>
    </message>
    <message>
        <source>Opens again at %1.</source>
        <translation>Buka lagi pukul %1.</translation>
    </message>
    <message>
        <source>Opens again on %2 at %1.</source>
        <translation>Buka lagi %2 pukul %1.</translation>
    </message>
    <message>
        <source>Opens at %1.</source>
        <translation>Buka pukul %1.</translation>
    </message>
    <message>
        <source>Opens on %2 at %1.</source>
        <translation>Buka %2 pukul %1.</translation>
    </message>
    <message>
        <source>Numbers again at %1.</source>
        <translation>Nomor tersedia lagi pukul %1.</translation>
    </message>
    <message>
        <source>Numbers again on %2 at %1.</source>
        <translation>Nomor tersedia lagi %2 pukul %1.</translation>
    </message>
    <message>
        <source>Please check in from %1 on.</source>
        <translation>Silakan lapor hadir mulai pukul %1.</translation>
    </message>
    <message>
        <source>Please check in on %2, from %1 on.</source>
        <translation>Silakan lapor hadir %2 mulai pukul %1.</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Mencari server…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Menyambung…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Tersambung</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Menyambung kembali…</translation>
    </message>
    <message>
        <source>This device needs an update.</source>
        <translation>Perangkat ini perlu diperbarui.</translation>
    </message>
    <message>
        <source>This device is not registered.</source>
        <translation>Perangkat ini belum terdaftar.</translation>
    </message>
    <message>
        <source>Close it, install the version of the server, and start it again.</source>
        <translation>Tutup aplikasi, pasang versi yang sama dengan server, lalu buka lagi.</translation>
    </message>
    <message>
        <source>Another device uses the same token.</source>
        <translation>Perangkat lain memakai token yang sama.</translation>
    </message>
    <message>
        <source>Every device needs a token of its own: enrol one of the two under another name, and put the new token into its settings.</source>
        <translation>Setiap perangkat memerlukan token sendiri: daftarkan salah satunya dengan nama lain, lalu isikan token barunya di pengaturannya.</translation>
    </message>
    <message>
        <source>The server does not know the token of this device.</source>
        <translation>Server tidak mengenal token perangkat ini.</translation>
    </message>
    <message>
        <source>Check the token in its settings, or ask the administrator to enrol this device and put the new token there.</source>
        <translation>Periksa token di pengaturannya, atau minta administrator mendaftarkan perangkat ini dan isikan token barunya di sana.</translation>
    </message>
</context>
<context>
    <name>RecentLine</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
</context>
<context>
    <name>RecentPanel</name>
    <message>
        <source>Latest calls</source>
        <translation>Panggilan terakhir</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>A new slot every %1 minutes from %2 to %3, for %4 each.</source>
        <translation>Setiap %1 menit dari %2 sampai %3, masing-masing untuk %4 orang.</translation>
    </message>
    <message>
        <source>Nothing is booked on this day yet.</source>
        <translation>Belum ada reservasi pada hari ini.</translation>
    </message>
    <message>
        <source>Booked: %1</source>
        <translation>Terisi: %1</translation>
    </message>
    <message>
        <source>%1 min late: as a walk-in</source>
        <translation>Terlambat %1 mnt: antrean biasa</translation>
    </message>
    <message>
        <source>%1 min late</source>
        <translation>Terlambat %1 mnt</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Sekarang</translation>
    </message>
    <message>
        <source>In %1 min</source>
        <translation>%1 mnt lagi</translation>
    </message>
    <message>
        <source>In about %1 h</source>
        <translation>Sekitar %1 jam lagi</translation>
    </message>
    <message>
        <source>Number %1 given</source>
        <translation>Nomor %1 sudah diberikan</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Siap diambil</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>Belum siap</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>No officer yet</source>
        <translation>Belum ada petugas</translation>
    </message>
    <message>
        <source>No officer yet, %1 waiting</source>
        <translation>Belum ada petugas, %1 menunggu</translation>
    </message>
    <message>
        <source>No queue</source>
        <translation>Tidak ada antrean</translation>
    </message>
    <message>
        <source>About %1 waiting</source>
        <translation>Sekitar %1 menunggu</translation>
    </message>
    <message>
        <source>Given at %1</source>
        <translation>Diberikan pukul %1</translation>
    </message>
    <message>
        <source>Copies: %1</source>
        <translation>Salinan: %1</translation>
    </message>
    <message>
        <source>Speaks English</source>
        <translation>Berbahasa Inggris</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>Belum dipastikan</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Menyusul</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Dipanggil</translation>
    </message>
    <message>
        <source>Being served</source>
        <translation>Sedang dilayani</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Disisihkan</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Selesai dilayani</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Alihan</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>Tidak hadir</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>No slip has come out yet: in the line once that is confirmed.</source>
        <translation>Struk belum keluar: masuk antrean setelah dipastikan.</translation>
    </message>
    <message>
        <source>In the line as soon as what comes before it is finished.</source>
        <translation>Masuk antrean setelah layanan sebelumnya selesai.</translation>
    </message>
    <message>
        <source>Next in the line</source>
        <translation>Giliran berikutnya</translation>
    </message>
    <message>
        <source>No printer: numbers are told</source>
        <translation>Tanpa printer: nomor disampaikan lisan</translation>
    </message>
    <message>
        <source>The paper is nearly used up.</source>
        <translation>Kertas hampir habis.</translation>
    </message>
    <message>
        <source>This desk has no printer.</source>
        <translation>Meja ini tidak punya printer.</translation>
    </message>
    <message>
        <source>Too many slips are waiting for the printer.</source>
        <translation>Terlalu banyak struk menunggu dicetak.</translation>
    </message>
    <message>
        <source>Nobody before them</source>
        <translation>Tidak ada orang di depannya</translation>
    </message>
    <message>
        <source>About %1 people before them</source>
        <translation>Sekitar %1 orang di depannya</translation>
    </message>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>The visitor&apos;s number</source>
        <translation>Nomor pengunjung</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 pukul %2</translation>
    </message>
    <message>
        <source>The booking&apos;s code</source>
        <translation>Kode booking</translation>
    </message>
    <message>
        <source>Check in with this code on the day</source>
        <translation>Lapor hadir dengan kode ini pada harinya</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Sedang dicetak…</translation>
    </message>
    <message>
        <source>The slip is out.</source>
        <translation>Struk sudah keluar.</translation>
    </message>
    <message>
        <source>Did the slip come out?</source>
        <translation>Apakah struk sudah keluar?</translation>
    </message>
    <message>
        <source>Tell the visitor, or write it down.</source>
        <translation>Sampaikan nomornya, atau tuliskan.</translation>
    </message>
    <message>
        <source>booked for %1</source>
        <translation>reservasi pukul %1</translation>
    </message>
    <message>
        <source>About %1 before it</source>
        <translation>Sekitar %1 di depannya</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>pukul %1</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 mnt lalu</translation>
    </message>
    <message>
        <source>Documents are missing: take it back when they are complete.</source>
        <translation>Berkas kurang: kembalikan ke antrean setelah lengkap.</translation>
    </message>
    <message>
        <source>The officer had to leave: it can be taken back at once.</source>
        <translation>Petugas harus pergi: dapat langsung dikembalikan ke antrean.</translation>
    </message>
    <message>
        <source>At the visitor&apos;s wish.</source>
        <translation>Atas permintaan pengunjung.</translation>
    </message>
    <message>
        <source>Nobody took the number.</source>
        <translation>Nomor tidak diambil.</translation>
    </message>
    <message>
        <source>Not served before the day&apos;s end.</source>
        <translation>Tidak terlayani sampai tutup.</translation>
    </message>
    <message>
        <source>By the visitor.</source>
        <translation>Oleh pengunjung.</translation>
    </message>
    <message>
        <source>The service was closed.</source>
        <translation>Layanan ditutup.</translation>
    </message>
    <message>
        <source>By staff.</source>
        <translation>Oleh petugas.</translation>
    </message>
    <message>
        <source>The booking %1 is cancelled.</source>
        <translation>Reservasi %1 dibatalkan.</translation>
    </message>
    <message>
        <source>“%1” is no hour. Type it like 09:30.</source>
        <translation>“%1” bukan jam. Ketik seperti 09.30.</translation>
    </message>
    <message>
        <source>%1 is called later.</source>
        <translation>%1 dipanggil belakangan.</translation>
    </message>
    <message>
        <source>%1 is back in the line.</source>
        <translation>%1 kembali ke antrean.</translation>
    </message>
    <message>
        <source>%1 is cancelled.</source>
        <translation>%1 dibatalkan.</translation>
    </message>
    <message>
        <source>The priority of %1 is corrected.</source>
        <translation>Prioritas %1 sudah diperbaiki.</translation>
    </message>
    <message>
        <source>A copy of %1 is being printed.</source>
        <translation>Salinan %1 sedang dicetak.</translation>
    </message>
    <message>
        <source>No copy of %1 came out.</source>
        <translation>Salinan %1 tidak keluar.</translation>
    </message>
    <message>
        <source>%1 was not printed. Tell the visitor, or print a copy.</source>
        <translation>%1 tidak tercetak. Sampaikan ke pengunjung, atau cetak salinannya.</translation>
    </message>
    <message>
        <source>The copy of %1 is out.</source>
        <translation>Salinan %1 sudah keluar.</translation>
    </message>
    <message>
        <source>The copy of %1 is sent; this printer cannot say more.</source>
        <translation>Salinan %1 sudah dikirim; printer ini tidak dapat melapor.</translation>
    </message>
    <message>
        <source>%1 Nothing can be given or changed just now.</source>
        <translation>%1 Untuk sementara nomor tidak dapat diberikan atau diubah.</translation>
    </message>
    <message>
        <source>This device is not a reception</source>
        <translation>Perangkat ini bukan resepsionis</translation>
    </message>
    <message>
        <source>It was enrolled for another task. Ask the administrator to enrol it as a reception.</source>
        <translation>Perangkat ini didaftarkan untuk tugas lain. Minta administrator mendaftarkannya sebagai resepsionis.</translation>
    </message>
    <message>
        <source>There are no services yet</source>
        <translation>Belum ada layanan</translation>
    </message>
    <message>
        <source>Fill the server&apos;s catalogue, then start it again.</source>
        <translation>Isi katalog server, lalu jalankan ulang server.</translation>
    </message>
    <message>
        <source>The desk opens by itself as soon as the server is found.</source>
        <translation>Layar ini terbuka sendiri setelah server ditemukan.</translation>
    </message>
    <message>
        <source>%1 was not confirmed yet. It is in the line now.</source>
        <translation>%1 belum dikonfirmasi. Sekarang sudah masuk antrean.</translation>
    </message>
    <message>
        <source>%1 missed its call. It is back in the line.</source>
        <translation>%1 terlewat saat dipanggil. Sekarang sudah masuk antrean lagi.</translation>
    </message>
    <message>
        <source>%1 missed its call too long ago. Please give a new number.</source>
        <translation>%1 terlewat terlalu lama. Silakan beri nomor baru.</translation>
    </message>
</context>
<context>
    <name>RefusedPage</name>
    <message>
        <source>Back to the start</source>
        <translation>Kembali ke awal</translation>
    </message>
    <message>
        <source>No number could be given</source>
        <translation>Nomor belum dapat diberikan</translation>
    </message>
    <message>
        <source>You could not be checked in</source>
        <translation>Anda belum dapat lapor hadir</translation>
    </message>
</context>
<context>
    <name>Requirements</name>
    <message>
        <source>What to bring</source>
        <translation>Yang perlu dibawa</translation>
    </message>
</context>
<context>
    <name>ResultCell</name>
    <message>
        <source>number of %1</source>
        <translation>nomor %1</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Ready for pick-up: %1</source>
        <translation>Siap diambil: %1</translation>
    </message>
</context>
<context>
    <name>ScanHint</name>
    <message>
        <source>Do you have a number already? Scan your slip here.</source>
        <translation>Sudah punya nomor? Pindai struk Anda di sini.</translation>
    </message>
</context>
<context>
    <name>ScannerPanel</name>
    <message>
        <source>Scanner</source>
        <translation>Pemindai</translation>
    </message>
    <message>
        <source>Text or address to scan</source>
        <translation>Teks atau alamat untuk dipindai</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Pindai</translation>
    </message>
    <message>
        <source>Scan the newest slip</source>
        <translation>Pindai struk terbaru</translation>
    </message>
</context>
<context>
    <name>ScreenTicketPage</name>
    <message>
        <source>Take a photo of this screen</source>
        <translation>Foto layar ini</translation>
    </message>
    <message>
        <source>Your number is valid without a slip. Please tell an officer.</source>
        <translation>Nomor Anda berlaku tanpa struk. Harap beri tahu petugas.</translation>
    </message>
    <message>
        <source>Your number is valid without a slip.</source>
        <translation>Nomor Anda berlaku tanpa struk.</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Cetak lagi</translation>
    </message>
    <message>
        <source>I have noted it</source>
        <translation>Sudah saya catat</translation>
    </message>
</context>
<context>
    <name>ServiceFacts</name>
    <message>
        <source>Fee</source>
        <translation>Biaya</translation>
    </message>
    <message>
        <source>Finished in</source>
        <translation>Jangka waktu</translation>
    </message>
    <message>
        <source>You receive</source>
        <translation>Hasil layanan</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Waktu di loket</translation>
    </message>
    <message>
        <source>Queue now</source>
        <translation>Antrean saat ini</translation>
    </message>
    <message>
        <source>%1, counter %2</source>
        <translation>%1, loket %2</translation>
    </message>
</context>
<context>
    <name>ServiceNotice</name>
    <message>
        <source>No numbers are given now</source>
        <translation>Pengambilan nomor sedang ditutup</translation>
    </message>
    <message>
        <source>No counter is open for this service yet</source>
        <translation>Belum ada loket yang buka untuk layanan ini</translation>
    </message>
    <message>
        <source>You may take a number and wait.</source>
        <translation>Anda tetap boleh mengambil nomor dan menunggu.</translation>
    </message>
</context>
<context>
    <name>ServicePage</name>
    <message>
        <source>Take one number for %1</source>
        <translation>Ambil satu nomor untuk %1</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>Ambil nomor</translation>
    </message>
</context>
<context>
    <name>ServicesPage</name>
    <message>
        <source>Choose a service</source>
        <translation>Pilih layanan</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>In use</source>
        <translation>Sedang dipakai</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Tanpa printer</translation>
    </message>
    <message>
        <source>Numbers are shown on the screen.</source>
        <translation>Nomor ditampilkan di layar.</translation>
    </message>
    <message>
        <source>An address begins with tcp://, serial://, usb://, cups:// or file://.</source>
        <translation>Alamat diawali tcp://, serial://, usb://, cups:// atau file://.</translation>
    </message>
    <message>
        <source>This is no name or address of a printer.</source>
        <translation>Ini bukan nama atau alamat printer.</translation>
    </message>
    <message>
        <source>The port is a number from 1 to 65535.</source>
        <translation>Port adalah angka dari 1 sampai 65535.</translation>
    </message>
    <message>
        <source>This is no path of a device.</source>
        <translation>Ini bukan lokasi perangkat.</translation>
    </message>
    <message>
        <source>USB needs two times four digits 0–9 or a–f.</source>
        <translation>USB memerlukan dua kali empat angka 0–9 atau a–f.</translation>
    </message>
    <message>
        <source>The name of a queue has letters, digits, “_”, “.” and “-” only.</source>
        <translation>Nama antrean cetak hanya berisi huruf, angka, “_”, “.” dan “-”.</translation>
    </message>
    <message>
        <source>After “?” only these are known: baud=19200 and status=no.</source>
        <translation>Setelah “?” hanya dikenal: baud=19200 dan status=no.</translation>
    </message>
    <message>
        <source>Like this: %1</source>
        <translation>Contoh: %1</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>Port serial</translation>
    </message>
    <message>
        <source>CUPS queue</source>
        <translation>Antrean cetak CUPS</translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation>Tidak diizinkan</translation>
    </message>
    <message>
        <source>Used elsewhere</source>
        <translation>Dipakai program lain</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Belum siap</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Tersambung</translation>
    </message>
    <message>
        <source>%1, server&apos;s %2</source>
        <translation>%1, server %2</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Sambungan</translation>
    </message>
    <message>
        <source>Server found at</source>
        <translation>Server ditemukan di</translation>
    </message>
    <message>
        <source>Name of the mall on this network</source>
        <translation>Nama mal di jaringan ini</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Perangkat ini</translation>
    </message>
    <message>
        <source>Version of this program</source>
        <translation>Versi program ini</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokol</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Berkas pengaturan</translation>
    </message>
    <message>
        <source>As a keyboard: whatever is plugged in</source>
        <translation>Sebagai papan ketik: apa pun yang tercolok</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Last read</source>
        <translation>Terakhir terbaca</translation>
    </message>
    <message>
        <source>Read at</source>
        <translation>Terbaca pukul</translation>
    </message>
    <message>
        <source>%1 wrong codes. The set-up is locked for %2 more minutes.</source>
        <translation>Kode salah %1 kali. Pengaturan terkunci %2 menit lagi.</translation>
    </message>
    <message>
        <source>That code is wrong. One more try.</source>
        <translation>Kode itu salah. Masih satu kali percobaan.</translation>
    </message>
    <message>
        <source>That code is wrong. %1 more tries.</source>
        <translation>Kode itu salah. Masih %1 kali percobaan.</translation>
    </message>
    <message>
        <source>The test slip is out.</source>
        <translation>Struk uji sudah keluar.</translation>
    </message>
    <message>
        <source>The paper is nearly out: put in a new roll soon.</source>
        <translation>Kertas hampir habis: segera ganti gulungannya.</translation>
    </message>
    <message>
        <source>Every line on it should be whole, and its code readable by a phone.</source>
        <translation>Semua barisnya harus utuh, dan kodenya terbaca oleh ponsel.</translation>
    </message>
    <message>
        <source>The test slip was sent.</source>
        <translation>Struk uji sudah dikirim.</translation>
    </message>
    <message>
        <source>This printer cannot say whether it has printed. Look whether the slip is there.</source>
        <translation>Printer ini tidak dapat melaporkan hasil cetak. Periksa apakah struknya keluar.</translation>
    </message>
    <message>
        <source>Nothing was printed. Please try again.</source>
        <translation>Tidak ada yang tercetak. Silakan coba lagi.</translation>
    </message>
    <message>
        <source>Paper nearly out</source>
        <translation>Kertas hampir habis</translation>
    </message>
    <message>
        <source>Out of paper</source>
        <translation>Kertas habis</translation>
    </message>
    <message>
        <source>Printer cover open</source>
        <translation>Tutup printer terbuka</translation>
    </message>
    <message>
        <source>Cutter jammed</source>
        <translation>Pisau pemotong macet</translation>
    </message>
    <message>
        <source>Printer failure</source>
        <translation>Printer rusak</translation>
    </message>
    <message>
        <source>Printer offline</source>
        <translation>Printer tidak siap</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Tidak tersambung</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Tidak menjawab</translation>
    </message>
    <message>
        <source>The kiosk&apos;s user may not write this file. Ask the administrator.</source>
        <translation>Pengguna kios tidak boleh menulis berkas ini. Hubungi administrator.</translation>
    </message>
    <message>
        <source>This disk can only be read at the moment. Ask the administrator.</source>
        <translation>Saat ini disk hanya dapat dibaca. Hubungi administrator.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then save again.</source>
        <translation>Disk penuh. Kosongkan sebagian, lalu simpan lagi.</translation>
    </message>
    <message>
        <source>The folder for it cannot be made. Ask the administrator.</source>
        <translation>Foldernya tidak dapat dibuat. Hubungi administrator.</translation>
    </message>
    <message>
        <source>The file cannot be read as settings: %1. Mend it first.</source>
        <translation>Berkas tidak terbaca sebagai pengaturan: %1. Perbaiki dahulu.</translation>
    </message>
    <message>
        <source>The system says: %1.</source>
        <translation>Kata sistem: %1.</translation>
    </message>
    <message>
        <source>This kiosk was started with a printer on its command line. A choice made here holds until it is started again; then the command line counts.</source>
        <translation>Printer kios ini diberikan di baris perintah. Pilihan di sini berlaku sampai kios dijalankan lagi; setelah itu baris perintah yang berlaku.</translation>
    </message>
    <message>
        <source>In %1. It is in use now.</source>
        <translation>Di %1. Sudah mulai dipakai.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Tersimpan.</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Tidak tersimpan: %1</translation>
    </message>
</context>
<context>
    <name>SetupAddress</name>
    <message>
        <source>Address of the printer</source>
        <translation>Alamat printer</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>Pakai alamat ini</translation>
    </message>
</context>
<context>
    <name>SetupBack</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
</context>
<context>
    <name>SetupDevices</name>
    <message>
        <source>Leave without saving</source>
        <translation>Keluar tanpa menyimpan</translation>
    </message>
    <message>
        <source>Back to the visitors</source>
        <translation>Kembali ke pengunjung</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
</context>
<context>
    <name>SetupFacts</name>
    <message>
        <source>To try it, scan any slip or code: what was read shows here.</source>
        <translation>Untuk mencoba, pindai struk atau kode apa saja: yang terbaca tampil di sini.</translation>
    </message>
</context>
<context>
    <name>SetupGate</name>
    <message>
        <source>Set-up of this kiosk</source>
        <translation>Pengaturan kios ini</translation>
    </message>
    <message>
        <source>For staff: type the code, then touch Open.</source>
        <translation>Untuk petugas: ketik kode, lalu sentuh Buka.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
</context>
<context>
    <name>SetupKeys</name>
    <message>
        <source>Erase</source>
        <translation>Hapus</translation>
    </message>
</context>
<context>
    <name>SetupLooking</name>
    <message>
        <source>Looking for printers</source>
        <translation>Mencari printer</translation>
    </message>
    <message>
        <source>No printer was found</source>
        <translation>Tidak ada printer ditemukan</translation>
    </message>
    <message>
        <source>Is it switched on? Is its USB, serial or network cable in at both ends? Then look again, or type its address.</source>
        <translation>Apakah printer menyala? Apakah kabel USB, serial atau jaringannya terpasang di kedua ujung? Lalu cari lagi, atau ketik alamatnya.</translation>
    </message>
</context>
<context>
    <name>SetupPrinter</name>
    <message>
        <source>Paper and kind of printer</source>
        <translation>Kertas dan jenis printer</translation>
    </message>
    <message>
        <source>Speed of the serial line (baud)</source>
        <translation>Kecepatan jalur serial (baud)</translation>
    </message>
</context>
<context>
    <name>SetupPrinterList</name>
    <message>
        <source>Look again</source>
        <translation>Cari lagi</translation>
    </message>
    <message>
        <source>Type an address</source>
        <translation>Ketik alamat</translation>
    </message>
</context>
<context>
    <name>SetupTabs</name>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Pemindai</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>SetupTrial</name>
    <message>
        <source>Print a test slip</source>
        <translation>Cetak struk uji</translation>
    </message>
    <message>
        <source>The test slip is being printed</source>
        <translation>Struk uji sedang dicetak</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Nothing is found.</source>
        <translation>Tidak ditemukan.</translation>
    </message>
</context>
<context>
    <name>SheetHead</name>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
</context>
<context>
    <name>SignOnPage</name>
    <message>
        <source>Choose your counter</source>
        <translation>Pilih loket Anda</translation>
    </message>
    <message>
        <source>This agency has no counters</source>
        <translation>Instansi ini belum punya loket</translation>
    </message>
    <message>
        <source>The administrator can add counters for %1 in the catalogue.</source>
        <translation>Administrator dapat menambahkan loket untuk %1 di katalog.</translation>
    </message>
    <message>
        <source>Who is serving?</source>
        <translation>Siapa yang bertugas?</translation>
    </message>
    <message>
        <source>Officer&apos;s name</source>
        <translation>Nama petugas</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Nama Anda</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Sebentar…</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>Mulai bertugas</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>Menunggu server</translation>
    </message>
    <message>
        <source>Choose a free counter and type your name.</source>
        <translation>Pilih loket yang kosong dan ketik nama Anda.</translation>
    </message>
</context>
<context>
    <name>SignPanel</name>
    <message>
        <source>LED signs</source>
        <translation>Papan LED</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Your queue number</source>
        <translation>Nomor antrean Anda</translation>
    </message>
    <message>
        <source>Your booking code</source>
        <translation>Kode booking Anda</translation>
    </message>
    <message>
        <source>Check in with this code at a kiosk or at the reception.</source>
        <translation>Lapor hadir dengan kode ini di kiosk atau di resepsionis.</translation>
    </message>
    <message>
        <source>Wait at</source>
        <translation>Tunggu di</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Please have ready:</source>
        <translation>Harap siapkan:</translation>
    </message>
    <message>
        <source>Booking at %1</source>
        <translation>Reservasi pukul %1</translation>
    </message>
    <message>
        <source>One number for all of these, in this order:</source>
        <translation>Satu nomor untuk semua, dengan urutan ini:</translation>
    </message>
    <message>
        <source>and %1 more: please ask an officer</source>
        <translation>dan %1 lagi: silakan tanyakan kepada petugas</translation>
    </message>
    <message>
        <source>PRIORITY</source>
        <translation>PRIORITAS</translation>
    </message>
    <message>
        <source>COPY</source>
        <translation>SALINAN</translation>
    </message>
    <message>
        <source>Nobody is waiting before you</source>
        <translation>Tidak ada yang menunggu di depan Anda</translation>
    </message>
    <message>
        <source>About 1 person is before you</source>
        <translation>Sekitar 1 orang di depan Anda</translation>
    </message>
    <message>
        <source>About %1 people are before you</source>
        <translation>Sekitar %1 orang di depan Anda</translation>
    </message>
    <message>
        <source>Scan to follow the queue on your phone</source>
        <translation>Pindai untuk memantau antrean dari ponsel</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>LATIHAN</translation>
    </message>
    <message>
        <source>This number is not real</source>
        <translation>Nomor ini bukan nomor sebenarnya</translation>
    </message>
</context>
<context>
    <name>SoundSign</name>
    <message>
        <source>No loudspeaker</source>
        <translation>Tanpa pengeras suara</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>Sedang memanggil</translation>
    </message>
    <message>
        <source>Loudspeaker ready</source>
        <translation>Pengeras suara siap</translation>
    </message>
</context>
<context>
    <name>StageCall</name>
    <message>
        <source>Queue number</source>
        <translation>Nomor antrean</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Which office are you going to?</source>
        <translation>Anda mau ke instansi mana?</translation>
    </message>
    <message>
        <source>Which office next?</source>
        <translation>Instansi berikutnya?</translation>
    </message>
    <message>
        <source>Touch one. You will see what to bring before you take a number.</source>
        <translation>Sentuh salah satu. Syarat layanan tampil sebelum Anda mengambil nomor.</translation>
    </message>
    <message>
        <source>No numbers are given now</source>
        <translation>Pengambilan nomor sedang ditutup</translation>
    </message>
</context>
<context>
    <name>TallyPanel</name>
    <message>
        <source>Finished</source>
        <translation>Selesai dilayani</translation>
    </message>
    <message>
        <source>Mean service time</source>
        <translation>Rata-rata layanan</translation>
    </message>
</context>
<context>
    <name>TicketCard</name>
    <message>
        <source>Your queue number</source>
        <translation>Nomor antrean Anda</translation>
    </message>
</context>
<context>
    <name>TicketCode</name>
    <message>
        <source>Scan to follow the queue on your phone</source>
        <translation>Pindai untuk memantau antrean dari ponsel</translation>
    </message>
</context>
<context>
    <name>TicketPanel</name>
    <message>
        <source>Yes, it did</source>
        <translation>Ya, sudah</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Next visitor</source>
        <translation>Pengunjung berikutnya</translation>
    </message>
</context>
<context>
    <name>TicketStops</name>
    <message>
        <source>One number for all of these. Quickest order:</source>
        <translation>Satu nomor untuk semua. Urutan tercepat:</translation>
    </message>
</context>
<context>
    <name>TrainingRibbon</name>
    <message>
        <source>TRAINING: these numbers are not real</source>
        <translation>LATIHAN: nomor di sini bukan nomor sebenarnya</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Mall (instance): “%1”.</source>
        <translation>Mal (instance): “%1”.</translation>
    </message>
    <message>
        <source>Tried: %1.</source>
        <translation>Sudah dicoba: %1.</translation>
    </message>
    <message>
        <source>No server of it was found on the network of this device (%1).</source>
        <translation>Servernya tidak ditemukan di jaringan perangkat ini (%1).</translation>
    </message>
    <message>
        <source>This device is on no network.</source>
        <translation>Perangkat ini tidak terhubung ke jaringan.</translation>
    </message>
    <message>
        <source>Found instead: %1.</source>
        <translation>Yang ditemukan: %1.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>tidak menjawab</translation>
    </message>
    <message>
        <source>the server hung up</source>
        <translation>server memutus sambungan</translation>
    </message>
    <message>
        <source>no server is running there</source>
        <translation>tidak ada server yang berjalan di sana</translation>
    </message>
    <message>
        <source>the name is unknown</source>
        <translation>nama tidak dikenal</translation>
    </message>
    <message>
        <source>the network there cannot be reached</source>
        <translation>jaringan ke sana tidak terjangkau</translation>
    </message>
    <message>
        <source>is the server of “%1”</source>
        <translation>adalah server “%1”</translation>
    </message>
    <message>
        <source>speaks protocol %1, this program %2</source>
        <translation>memakai protokol %1, aplikasi ini %2</translation>
    </message>
    <message>
        <source>cannot be understood</source>
        <translation>tidak dapat dimengerti</translation>
    </message>
    <message>
        <source>wants another version</source>
        <translation>meminta versi lain</translation>
    </message>
    <message>
        <source>does not know the token of this device</source>
        <translation>tidak mengenal token perangkat ini</translation>
    </message>
    <message>
        <source>another device came with the same token</source>
        <translation>perangkat lain datang dengan token yang sama</translation>
    </message>
    <message>
        <source>this device was too slow</source>
        <translation>perangkat ini terlalu lambat</translation>
    </message>
    <message>
        <source>nothing was heard of this device</source>
        <translation>tidak ada kabar dari perangkat ini</translation>
    </message>
    <message>
        <source>did not understand this device</source>
        <translation>tidak mengerti perangkat ini</translation>
    </message>
    <message>
        <source>the server is being shut down</source>
        <translation>server sedang dimatikan</translation>
    </message>
</context>
<context>
    <name>UnreadPage</name>
    <message>
        <source>Back to the start</source>
        <translation>Kembali ke awal</translation>
    </message>
</context>
<context>
    <name>VisitFacts</name>
    <message>
        <source>Being served</source>
        <translation>Sedang dilayani</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Dipanggil</translation>
    </message>
    <message>
        <source>Calls: %1</source>
        <translation>Panggilan: %1</translation>
    </message>
    <message>
        <source>since the start</source>
        <translation>sejak mulai</translation>
    </message>
    <message>
        <source>since the call</source>
        <translation>sejak dipanggil</translation>
    </message>
</context>
<context>
    <name>VisitPanel</name>
    <message>
        <source>The number that is chosen stands here: where it is in the line, and what can be done.</source>
        <translation>Nomor yang dipilih tampil di sini: posisinya di antrean, dan apa yang dapat dilakukan.</translation>
    </message>
    <message>
        <source>Correct the priority (Ctrl and the digit)</source>
        <translation>Perbaiki prioritas (Ctrl dan angkanya)</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>Cetak salinan</translation>
    </message>
    <message>
        <source>Call later</source>
        <translation>Panggil belakangan</translation>
    </message>
    <message>
        <source>Back in the line</source>
        <translation>Kembali ke antrean</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batalkan</translation>
    </message>
</context>
<context>
    <name>VisitorLanguage</name>
    <message>
        <source>Language of the slip</source>
        <translation>Bahasa struk</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 menunggu</translation>
    </message>
    <message>
        <source>%1 counters open</source>
        <translation>%1 loket buka</translation>
    </message>
    <message>
        <source>%1 on break</source>
        <translation>%1 istirahat</translation>
    </message>
</context>
<context>
    <name>WaitingPlace</name>
    <message>
        <source>Wait at</source>
        <translation>Tunggu di</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Before you</source>
        <translation>Di depan Anda</translation>
    </message>
</context>
<context>
    <name>Way</name>
    <message>
        <source>Transfer %1 to which service?</source>
        <translation>Alihkan %1 ke layanan mana?</translation>
    </message>
    <message>
        <source>Service or agency</source>
        <translation>Layanan atau instansi</translation>
    </message>
    <message>
        <source>Transfer %1 to whom?</source>
        <translation>Alihkan %1 kepada siapa?</translation>
    </message>
    <message>
        <source>no other counter serves this</source>
        <translation>tidak ada loket lain untuk layanan ini</translation>
    </message>
    <message>
        <source>Find a number</source>
        <translation>Cari nomor</translation>
    </message>
    <message>
        <source>Nobody waits or is set aside.</source>
        <translation>Tidak ada yang menunggu atau disisihkan.</translation>
    </message>
    <message>
        <source>Number or service</source>
        <translation>Nomor atau layanan</translation>
    </message>
    <message>
        <source>Ready: the visitor takes a number for the pick-up.</source>
        <translation>Siap: pengunjung mengambil nomor pengambilan.</translation>
    </message>
    <message>
        <source>The result is ready</source>
        <translation>Hasil sudah siap</translation>
    </message>
    <message>
        <source>Any counter, as the line goes</source>
        <translation>Loket mana pun, sesuai antrean</translation>
    </message>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>nobody there at the moment</source>
        <translation>sedang tidak ada petugas</translation>
    </message>
    <message>
        <source>%1, at whatever counter</source>
        <translation>%1, di loket mana pun</translation>
    </message>
    <message>
        <source>Let others go first</source>
        <translation>Dahulukan yang lain</translation>
    </message>
    <message>
        <source>Back into the line</source>
        <translation>Kembali ke antrean</translation>
    </message>
    <message>
        <source>behind the next %1</source>
        <translation>di belakang %1 nomor berikutnya</translation>
    </message>
    <message>
        <source>Correct the priority…</source>
        <translation>Perbaiki prioritas…</translation>
    </message>
    <message>
        <source>Cancel this number…</source>
        <translation>Batalkan nomor ini…</translation>
    </message>
    <message>
        <source>Call this number now…</source>
        <translation>Panggil nomor ini sekarang…</translation>
    </message>
    <message>
        <source>this agency calls in line order only</source>
        <translation>instansi ini memanggil sesuai urutan</translation>
    </message>
    <message>
        <source>not served at this counter</source>
        <translation>bukan layanan loket ini</translation>
    </message>
    <message>
        <source>a visitor is at the counter</source>
        <translation>masih ada pengunjung di loket</translation>
    </message>
    <message>
        <source>on a break</source>
        <translation>sedang istirahat</translation>
    </message>
    <message>
        <source>at another counter at the moment</source>
        <translation>sedang di loket lain</translation>
    </message>
    <message>
        <source>Call %1 out of turn?</source>
        <translation>Panggil %1 di luar giliran?</translation>
    </message>
    <message>
        <source>Others have waited longer. The log says who called.</source>
        <translation>Ada yang menunggu lebih lama. Pemanggilan ini tercatat atas nama Anda.</translation>
    </message>
    <message>
        <source>Yes, call</source>
        <translation>Ya, panggil</translation>
    </message>
    <message>
        <source>behind the next %1; done %2 of %3 times</source>
        <translation>di belakang %1 nomor berikutnya; sudah %2 dari %3 kali</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>menunggu %1</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>No calls yet</source>
        <translation>Belum ada panggilan</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>%1 in front could not be called just now</source>
        <translation>%1 nomor di depannya belum dapat dipanggil</translation>
    </message>
    <message>
        <source>Longest in the line</source>
        <translation>Paling lama menunggu</translation>
    </message>
    <message>
        <source>early, nobody else can be called</source>
        <translation>lebih awal, tidak ada lagi yang dapat dipanggil</translation>
    </message>
    <message>
        <source>Picks up a result: the quick line</source>
        <translation>Mengambil hasil: jalur cepat</translation>
    </message>
    <message>
        <source>Has waited over %1 minutes: goes before all others</source>
        <translation>Sudah menunggu lebih dari %1 menit: didahulukan</translation>
    </message>
    <message>
        <source>Called by choice, out of turn</source>
        <translation>Dipanggil khusus, di luar giliran</translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation>Prioritas: %1</translation>
    </message>
    <message>
        <source>stands %1 minutes further ahead</source>
        <translation>dimajukan %1 menit</translation>
    </message>
    <message>
        <source>%1 of %2 in a row</source>
        <translation>%1 dari %2 berturut-turut</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Reservasi</translation>
    </message>
    <message>
        <source>Booked for %1</source>
        <translation>Reservasi %1</translation>
    </message>
    <message>
        <source>Back with the missing documents</source>
        <translation>Kembali melengkapi berkas</translation>
    </message>
    <message>
        <source>Back after a missed call</source>
        <translation>Kembali setelah tidak hadir</translation>
    </message>
    <message>
        <source>Back after being set aside</source>
        <translation>Kembali setelah ditunda</translation>
    </message>
    <message>
        <source>Sent to this counter</source>
        <translation>Dialihkan ke loket ini</translation>
    </message>
    <message>
        <source>Sent to you</source>
        <translation>Dialihkan kepada Anda</translation>
    </message>
</context>
<context>
    <name>WorkModel</name>
    <message>
        <source>Finish the service before you sign off.</source>
        <translation>Selesaikan layanan ini sebelum mengakhiri tugas.</translation>
    </message>
    <message>
        <source>Those who wait cannot be called to this counter just now.</source>
        <translation>Yang menunggu saat ini belum dapat dipanggil ke loket ini.</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Well</source>
        <translation>Baik</translation>
    </message>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>Out of paper</source>
        <translation>Kertas habis</translation>
    </message>
    <message>
        <source>Paper nearly out</source>
        <translation>Kertas hampir habis</translation>
    </message>
    <message>
        <source>Cover open</source>
        <translation>Tutup terbuka</translation>
    </message>
    <message>
        <source>Cutter jammed</source>
        <translation>Pisau pemotong macet</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Tidak siap</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Dimatikan</translation>
    </message>
    <message>
        <source>Takes no bytes</source>
        <translation>Tak menerima data</translation>
    </message>
    <message>
        <source>Holds jobs</source>
        <translation>Menahan cetakan</translation>
    </message>
    <message>
        <source>Drop bytes</source>
        <translation>Hilang data</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>Answers nothing</source>
        <translation>Tidak menjawab</translation>
    </message>
    <message>
        <source>Cable out</source>
        <translation>Cabut kabel</translation>
    </message>
    <message>
        <source>Does not acknowledge</source>
        <translation>Tanpa balasan</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Mati</translation>
    </message>
</context>
</TS>
