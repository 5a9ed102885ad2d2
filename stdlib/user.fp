// Numbers in the memory of the process that runs, by their width and sign.

// A signed byte in the process's memory.
//
//     probe syscall("nanosleep") { println(user_char($rqtp)) }
function user_char(address) { return *(s8 *)@user(address) }

// A byte in the process's memory.
//
//     probe syscall("nanosleep") { println(user_uint8($rqtp)) }
function user_uint8(address) { return *(u8 *)@user(address) }

// A signed byte in the process's memory.
//
//     probe syscall("nanosleep") { println(user_int8($rqtp)) }
function user_int8(address) { return *(s8 *)@user(address) }

// A signed number of 16 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_short($rqtp)) }
function user_short(address) { return *(s16 *)@user(address) }

// A number of 16 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_ushort($rqtp)) }
function user_ushort(address) { return *(u16 *)@user(address) }

// A signed number of 16 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_int16($rqtp)) }
function user_int16(address) { return *(s16 *)@user(address) }

// A number of 16 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_uint16($rqtp)) }
function user_uint16(address) { return *(u16 *)@user(address) }

// A signed number of 32 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_int($rqtp)) }
function user_int(address) { return *(s32 *)@user(address) }

// A number of 32 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_uint($rqtp)) }
function user_uint(address) { return *(u32 *)@user(address) }

// A signed number of 32 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_int32($rqtp)) }
function user_int32(address) { return *(s32 *)@user(address) }

// A number of 32 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_uint32($rqtp)) }
function user_uint32(address) { return *(u32 *)@user(address) }

// A signed number of 64 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_long($rqtp)) }
function user_long(address) { return *(s64 *)@user(address) }

// A number of 64 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_ulong($rqtp)) }
function user_ulong(address) { return *(u64 *)@user(address) }

// A signed number of 64 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_int64($rqtp)) }
function user_int64(address) { return *(s64 *)@user(address) }

// A number of 64 bits in the process's memory.
//
//     probe syscall("nanosleep") { println(user_uint64($rqtp)) }
function user_uint64(address) { return *(u64 *)@user(address) }
