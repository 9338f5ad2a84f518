package counterfoil.node.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;
import kamon.Kamon;
import kamon.metric.Gauge;
import kamon.metric.MeasurementUnit;

/** What this process takes of memory, processor, threads and files, as the JVM itself tells it: no agent is needed. */
final class ProcessMeters {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final Gauge heapUsed = bytes("counterfoil.jvm.heap.used");
    private final Gauge heapMost = bytes("counterfoil.jvm.heap.most");
    private final Gauge collecting = plain("counterfoil.jvm.gc.seconds");
    private final Gauge threadCount = plain("counterfoil.jvm.threads");
    private final Gauge processor = plain("counterfoil.process.cpu.seconds");
    private final Gauge files = plain("counterfoil.process.files");

    private static Gauge bytes(String name) {
        return Kamon.gauge(name, MeasurementUnit.information().bytes()).withoutTags();
    }

    private static Gauge plain(String name) {
        return Kamon.gauge(name).withoutTags();
    }

    void look() {
        MemoryUsage heap = memory.getHeapMemoryUsage();
        heapUsed.update((double) heap.getUsed());
        heapMost.update((double) heap.getMax());
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += collector.getCollectionTime();
        }
        collecting.update(millis / MILLIS);
        threadCount.update(threads.getThreadCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            processor.update(system.getProcessCpuTime() / NANOS);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            files.update((double) system.getOpenFileDescriptorCount());
        }
    }
}
