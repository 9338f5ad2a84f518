package counterfoil.domain.indicator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every indicator there is, in alphabetical order of names. */
public final class IndicatorCatalogue {

    private static final List<IndicatorDefinition> ALL = List.of(
            AccumulationDistribution.DEFINITION,
            DirectionalMovement.DEFINITION,
            Aroon.DEFINITION,
            AverageTrueRange.DEFINITION,
            BollingerBands.DEFINITION,
            CommodityChannelIndex.DEFINITION,
            ChaikinOscillator.DEFINITION,
            ChaikinMoneyFlow.DEFINITION,
            DoubleExponentialAverage.DEFINITION,
            DonchianChannels.DEFINITION,
            ExponentialMovingAverage.DEFINITION,
            HistoricalVolatility.DEFINITION,
            IchimokuCloud.DEFINITION,
            KeltnerChannels.DEFINITION,
            LinearRegression.DEFINITION,
            Macd.DEFINITION,
            MoneyFlowIndex.DEFINITION,
            Momentum.DEFINITION,
            NormalizedAverageTrueRange.DEFINITION,
            OnBalanceVolume.DEFINITION,
            ParabolicSar.DEFINITION,
            RateOfChange.DEFINITION,
            RelativeStrengthIndex.DEFINITION,
            SimpleMovingAverage.DEFINITION,
            StandardDeviation.DEFINITION,
            StochasticOscillator.DEFINITION,
            StochasticRsi.DEFINITION,
            SessionAveragePrice.DEFINITION,
            TripleExponentialAverage.DEFINITION,
            Trix.DEFINITION,
            UltimateOscillator.DEFINITION,
            VolumeWeightedAveragePrice.DEFINITION,
            WilliamsPercentRange.DEFINITION,
            WeightedMovingAverage.DEFINITION);

    private static final Map<String, IndicatorDefinition> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(IndicatorDefinition::name, Function.identity()));

    private IndicatorCatalogue() {}

    /**
     * All definitions.
     *
     * @return in alphabetical order of names
     */
    public static List<IndicatorDefinition> all() {
        return ALL;
    }

    /**
     * All names.
     *
     * @return in alphabetical order
     */
    public static List<String> names() {
        return ALL.stream().map(IndicatorDefinition::name).toList();
    }

    /**
     * The definition with this name.
     *
     * @param name in lower case
     * @return empty where there is no such indicator
     */
    public static Optional<IndicatorDefinition> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
