// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A load of known trace events, between two signals to itself that nobody else gets:
 *
 *	events		a new name, datagrams to itself, sleeps, a program, memory of an odd size for one
 *			message's control data, and connections to nobody by AF_VSOCK, if there is one
 */

#include <arpa/inet.h>
#include <linux/vm_sockets.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void mark(void)
{
	kill(getpid(), SIGURG);
}

static void send_datagrams(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(4711) };
	static char control[5000], text[2000];
	struct iovec part = { text, 10 };
	struct msghdr message = { .msg_name = &to, .msg_namelen = sizeof(to), .msg_iov = &part, .msg_iovlen = 1 };
	int s = socket(AF_INET, SOCK_DGRAM, 0), i;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	for (i = 1; i <= 5; i++)
		sendto(s, text, 100 * (size_t)i, 0, (struct sockaddr *)&to, sizeof(to));
	message.msg_control = control;
	message.msg_controllen = sizeof(control);
	sendmsg(s, &message, 0);
	close(s);
}

static void connect_to_nobody(void)
{
	struct sockaddr_vm to = { .svm_family = AF_VSOCK, .svm_cid = 1 };
	int i, s;

	for (i = 1; i <= 4; i++) {
		s = socket(AF_VSOCK, SOCK_STREAM, 0);
		to.svm_port = 1000u + (unsigned)i;
		if (s < 0 || !connect(s, (struct sockaddr *)&to, sizeof(to)))
			return;
		close(s);
	}
}

int main(int argc, char **argv)
{
	if (argc > 1)
		return 0;
	mark();
	prctl(PR_SET_NAME, "a new name");
	send_datagrams();
	connect_to_nobody();
	usleep(2000);
	mark();
	execl(argv[0], argv[0], "again", NULL);
	return 1;
}
