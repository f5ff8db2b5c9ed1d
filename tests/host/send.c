/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sends messages to a port of this machine, for the host tests and the benchmark; prints how many it sent.
 *
 * Each connection has a lane: its share of the messages, framed once and lying one behind the other, so that sending
 * takes next to no time from the daemon that is measured.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char usage[] = "send -p PORT [-lruw] [-c CONNECTIONS] [-e FILE] [-n TIMES] [-s RATE] FILE...\n"
                            "Each line of the files is a message, sent with octet counting over TCP.\n"
                            "  -l  each message ends with a line break instead\n"
                            "  -r  nothing is added\n"
                            "  -u  UDP\n"
                            "  -w  a file is one message\n"
                            "  -c  in turn over so many connections\n"
                            "  -e  the messages of this file follow, once, over the first connection\n"
                            "  -n  all of it so many times; 0: until SIGTERM or SIGINT, and then to the last one\n"
                            "  -s  at most so many messages a second\n";

enum { MOST_LANES = 64, BURST = 256, TICKS_A_SECOND = 100 };

typedef enum framing { OCTET_COUNTED, LINES, AS_IT_IS } framing;

typedef struct options {
    framing framing;
    bool udp, whole_files;
    unsigned lanes;
    uint64_t times, rate; /* 0: no end, no limit */
    uint16_t port;
    const char *end;
} options;

typedef struct lane {
    char *bytes;
    size_t len, room;
    size_t *ends; /* of each message in `bytes` */
    size_t count, count_room;
    int fd;
} lane;

typedef struct sender {
    options options;
    lane lanes[MOST_LANES];
    lane end;
    uint64_t sent;
    struct timespec started;
} sender;

static volatile sig_atomic_t stopped;

static void stop(int number) {
    (void)number;
    stopped = 1;
}

static _Noreturn void die(const char *what) {
    fprintf(stderr, "send: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* Room for one more behind `count` elements. */
static void *grown(void *list, size_t count, size_t *room, size_t more, size_t size) {
    if (*room - count >= more)
        return list;
    *room = 2 * (count + more);
    void *const next = realloc(list, *room * size);
    if (next == NULL)
        die("memory");
    return next;
}

static void add_bytes(lane *l, const char *from, size_t len) {
    l->bytes = grown(l->bytes, l->len, &l->room, len, 1);
    if (len > 0)
        memcpy(l->bytes + l->len, from, len);
    l->len += len;
}

static void add_message(const options *given, lane *l, const char *text, size_t len) {
    char count[32];
    if (given->framing == OCTET_COUNTED && !given->udp)
        add_bytes(l, count, (size_t)snprintf(count, sizeof count, "%zu ", len));
    add_bytes(l, text, len);
    if (given->framing == LINES)
        add_bytes(l, "\n", 1);
    l->ends = grown(l->ends, l->count, &l->count_room, 1, sizeof *l->ends);
    l->ends[l->count++] = l->len;
}

/* The messages of a file, in turn to so many lanes; gives the number of the lane that is next. */
static unsigned add_file(const options *given, lane *lanes, unsigned count, unsigned next, const char *name) {
    FILE *const file = fopen(name, "rb");
    char *text = NULL;
    size_t room = 0;
    ssize_t len;
    if (file == NULL)
        die(name);
    if (given->whole_files) {
        size_t have = 0, more;
        do {
            text = grown(text, have, &room, 65536, 1);
            more = fread(text + have, 1, room - have, file);
            have += more;
        } while (more > 0);
        add_message(given, &lanes[next++ % count], text, have);
    } else {
        while ((len = getline(&text, &room, file)) >= 0)
            add_message(given, &lanes[next++ % count], text, (size_t)len - (text[len - 1] == '\n'));
    }
    if (ferror(file))
        die(name);
    fclose(file);
    free(text);
    return next % count;
}

static int open_socket(const options *given) {
    const struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(given->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int fd = socket(AF_INET, given->udp ? SOCK_DGRAM : SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (const struct sockaddr *)&to, sizeof to) != 0)
        die("connection");
    return fd;
}

static void write_all(int fd, const char *from, size_t len) {
    while (len > 0) {
        const ssize_t done = send(fd, from, len, MSG_NOSIGNAL);
        if (done < 0 && errno != EINTR)
            die("sending");
        if (done > 0) {
            from += done;
            len -= (size_t)done;
        }
    }
}

/* As many messages as belong into one call, from number `first` on; gives how many that were. */
static size_t send_burst(const sender *s, const lane *l, size_t first) {
    const uint64_t a_tick = s->options.rate / TICKS_A_SECOND;
    size_t burst = s->options.udp ? 1 : BURST;
    if (s->options.rate > 0 && burst > a_tick)
        burst = a_tick > 0 ? (size_t)a_tick : 1;
    if (burst > l->count - first)
        burst = l->count - first;
    const size_t from = first > 0 ? l->ends[first - 1] : 0;
    write_all(l->fd, l->bytes + from, l->ends[first + burst - 1] - from);
    return burst;
}

static void keep_to_rate(const sender *s) {
    if (s->options.rate == 0)
        return;
    struct timespec until = s->started;
    until.tv_sec += (time_t)(s->sent / s->options.rate);
    until.tv_nsec += (long)(s->sent % s->options.rate * UINT64_C(1000000000) / s->options.rate);
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

/* All messages once: a burst of each lane in turn. */
static void send_round(sender *s) {
    size_t at[MOST_LANES] = {0};
    bool more = true;
    while (more) {
        more = false;
        for (unsigned i = 0; i < s->options.lanes; i++) {
            if (at[i] == s->lanes[i].count)
                continue;
            const size_t burst = send_burst(s, &s->lanes[i], at[i]);
            at[i] += burst;
            s->sent += burst;
            more = true;
            keep_to_rate(s);
        }
    }
}

static uint64_t number(const char *text, uint64_t most) {
    char *end;
    errno = 0;
    const unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value > most) {
        fprintf(stderr, "send: '%s' is no number up to %" PRIu64 "\n", text, most);
        exit(2);
    }
    return value;
}

static options read_options(int argc, char **argv) {
    options given = {.lanes = 1, .times = 1};
    int letter;
    while ((letter = getopt(argc, argv, "lruwc:e:n:p:s:")) != -1) {
        switch (letter) {
        case 'l':
            given.framing = LINES;
            break;
        case 'r':
            given.framing = AS_IT_IS;
            break;
        case 'u':
            given.udp = true;
            break;
        case 'w':
            given.whole_files = true;
            break;
        case 'c':
            given.lanes = (unsigned)number(optarg, MOST_LANES);
            break;
        case 'e':
            given.end = optarg;
            break;
        case 'n':
            given.times = number(optarg, UINT64_MAX);
            break;
        case 'p':
            given.port = (uint16_t)number(optarg, UINT16_MAX);
            break;
        case 's':
            given.rate = number(optarg, 100000000);
            break;
        default:
            optind = argc;
        }
    }
    if (optind >= argc || given.port == 0 || given.lanes == 0) {
        fputs(usage, stderr);
        exit(2);
    }
    return given;
}

int main(int argc, char **argv) {
    static sender s;
    const struct sigaction on_stop = {.sa_handler = stop};
    unsigned next = 0;
    s.options = read_options(argc, argv);
    for (int i = optind; i < argc; i++)
        next = add_file(&s.options, s.lanes, s.options.lanes, next, argv[i]);
    if (s.options.end != NULL)
        add_file(&s.options, &s.end, 1, 0, s.options.end);
    if (s.lanes[0].count == 0) {
        fputs("send: there is no message in the files\n", stderr);
        return 2;
    }
    sigaction(SIGTERM, &on_stop, NULL);
    sigaction(SIGINT, &on_stop, NULL);
    for (unsigned i = 0; i < s.options.lanes; i++)
        s.lanes[i].fd = open_socket(&s.options);
    clock_gettime(CLOCK_MONOTONIC, &s.started);
    for (uint64_t i = 0; (i < s.options.times || s.options.times == 0) && !stopped; i++)
        send_round(&s);
    s.end.fd = s.lanes[0].fd;
    for (size_t at = 0; at < s.end.count;)
        at += send_burst(&s, &s.end, at);
    s.sent += s.end.count;
    for (unsigned i = 0; i < s.options.lanes; i++) {
        close(s.lanes[i].fd);
        free(s.lanes[i].bytes);
        free(s.lanes[i].ends);
    }
    free(s.end.bytes);
    free(s.end.ends);
    printf("%" PRIu64 "\n", s.sent);
    return 0;
}
