// Making a directory returned an error; now it returns the directory.
probe fprobe("ext4_mkdir").exit { printf("%d\n", $return) }
