# One kernel in all the forms it comes in.
{ head -c 4096 /dev/zero; echo 'Linux version 6.5.0-test (me) #1'; head -c 4000 /dev/zero; cat whole.btf; head -c 999 /dev/zero; } >raw
for packer in gzip xz zstd 'lz4 -l'; do
	bzimage whole.o $packer >"bzimage-${packer% -l}"
done
zboot raw gzip >zboot-gzip
zboot raw zstd >zboot-zstd
gzip -c raw >raw.gz
xz -c whole.o >whole.ko.xz
echo CONFIG_FPROBE=y >config
PACK=xz package usr/src/linux-headers-6.5.1-test/.config config usr/src/linux-headers-6.5.1-test/vmlinux whole.o >headers-xz.deb
PACK=zstd package usr/src/linux-headers-6.5.1-test/vmlinux whole.o >headers-zstd.deb
PACK=gzip package boot/config-6.5.2-test config boot/vmlinuz-6.5.2-test bzimage-zstd >image-gzip.deb
PACK=false package usr/lib/modules/6.5.3-test/vmlinuz zboot-gzip >binary-plain.deb
long=usr/share/$(printf 'long%.0s' {1..40})/$(printf 'long%.0s' {1..40})
package "$long" config boot/vmlinuz-6.5.4-test bzimage-xz >long.deb
release_of whole.btf 6.5.5-test folder
fptap kernel save saved.fpk --kernel=headers-xz.deb
for file in whole.btf whole.o raw raw.gz whole.ko.xz bzimage-* zboot-* *.deb folder saved.fpk; do
	echo "$file:" $(fptap kernel show "$file" | tee -a all | grep -E '^(release|arch|CONFIG_FPROBE)' | cut -d ' ' -f 2)
	fptap check -q -e 'begin { println(sizeof(struct file)) exit() }' --kernel="$file" | grep -v ' ok$' | tail -n +2
done
echo "different numbers of types: $(grep ^types all | sort -u | wc -l)"
